using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Requests;

/// <summary>Walks through the stretches of a world, forwards only.</summary>
internal sealed class PieceWalk(WorldPiece[] pieces)
{
    private int _index;

    /// <summary>Back to the beginning.</summary>
    public void Start() => _index = 0;

    /// <summary>The stretch in which a moment lies; moments must not fall.</summary>
    public ref readonly WorldPiece At(Moment moment)
    {
        while (pieces[_index].To <= moment)
            _index++;
        return ref pieces[_index];
    }
}
