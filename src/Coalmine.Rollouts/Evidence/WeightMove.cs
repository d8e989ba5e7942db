using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// The last change of the weight: asked for at one moment, seen at the routers at a later one. In between nobody knows which weight split the requests.
/// </summary>
/// <param name="From">When the weight was asked for.</param>
/// <param name="Until">When the routers were first seen to use it; equal to <paramref name="From"/> until then.</param>
internal readonly record struct WeightMove(Moment From, Moment Until)
{
    /// <summary>A change that takes no time.</summary>
    public static WeightMove At(Moment moment) => new(moment, moment);

    /// <summary>Saves it, or loads another.</summary>
    public WeightMove Exchange(SnapshotStream stream) => new(stream.Moment(From), stream.Moment(Until));

    /// <summary>
    /// Whether some of an interval's requests may have been split by another weight than the rest; a change at either end of it does no harm.
    /// </summary>
    public bool Mixes(Moment from, Moment until) => From < until && Until > from;
}
