using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// What is known of one workload's pods, and whether they are ready as Flagger asks it of a Deployment: all asked for exist, none is too many, and at least
/// floor(pods x threshold / 100) are available (fluxcd/flagger 15bd6ad5, <c>pkg/canary/deployment_ready.go</c>).
/// </summary>
internal readonly record struct FlaggerPods
{
    /// <summary>The last count; all 0 before the first.</summary>
    public WorkloadCount Count { get; init; }

    /// <summary>Whether they have been counted at all.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Pods asked for; 0 where that is not ours to say.</summary>
    public int Asked { get; init; }

    /// <summary>A revision up to which counts are stale: a copied template is at work only in a newer one.</summary>
    public int StaleRevision { get; init; }

    /// <summary>Since when they are not ready, as far as that is so.</summary>
    public Moment UnreadySince { get; init; }

    /// <summary>Counted anew.</summary>
    public FlaggerPods See(WorkloadCount count, int threshold, Moment at)
    {
        FlaggerPods seen = this with { Count = count, IsSeen = true };
        return IsReady(threshold) && !seen.IsReady(threshold) ? seen with { UnreadySince = at } : seen;
    }

    /// <summary>How they stand at a tick.</summary>
    /// <param name="threshold">Percent that must be available; 0 stands for 100.</param>
    /// <param name="deadline">How long they may be unready.</param>
    /// <param name="at">The moment.</param>
    public FlaggerReadiness At(int threshold, TimeSpan deadline, Moment at)
    {
        if (IsReady(threshold))
            return FlaggerReadiness.Ready;
        return at - UnreadySince > deadline ? FlaggerReadiness.PastDeadline : FlaggerReadiness.NotReady;
    }

    private bool IsReady(int threshold)
    {
        if (!IsSeen)
            return Asked == 0;
        long share = threshold > 0 ? threshold : 100;
        return Count.Revision > StaleRevision && Count.Desired >= Asked && Count.Created == Count.Desired && Count.Available >= Count.Desired * share / 100;
    }
}
