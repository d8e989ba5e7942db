namespace Coalmine.Simulation.Binned;

/// <summary>Draws one thing about the requests of a pod in a cell and adds it to the pod's counters.</summary>
internal abstract class PodDraw
{
    /// <summary>A new replication begins.</summary>
    public virtual void Start()
    {
    }

    /// <summary>Draws for one pod and cell.</summary>
    /// <param name="cell">The pod and cell.</param>
    /// <param name="counters">The pod's counters.</param>
    public abstract void Draw(PodCell cell, Span<double> counters);
}
