using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>The pods of one arm on paper.</summary>
/// <param name="Wanted">Pods asked for.</param>
/// <param name="Serving">Pods that serve.</param>
/// <param name="Revision">Number of the revision that they run.</param>
internal readonly record struct PaperPods(int Wanted, int Serving, int Revision)
{
    /// <summary>As a controller counts them.</summary>
    public WorkloadCount Count => new(Wanted, Wanted, Serving, Revision);
}
