using System.Collections.Immutable;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>What came of a suite.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Pairs">What was simulated.</param>
/// <param name="Written">What was played on written answers, and then what was asked over recorded rollouts.</param>
/// <param name="Interrupted">Whether somebody interrupted it.</param>
public sealed record SuiteResult(Suite Suite, ImmutableArray<PairResult> Pairs, ImmutableArray<WrittenResult> Written, bool Interrupted)
{
    /// <summary>All claims, in order.</summary>
    public IEnumerable<ClaimResult> Claims => Pairs.SelectMany(pair => pair.Claims);

    /// <summary>All that was expected without chance, in order.</summary>
    public IEnumerable<MomentResult> Moments => Written.SelectMany(each => each.Moments);

    /// <summary>Whether anything is breached, or came otherwise than was written.</summary>
    public bool IsBreached => Count(ClaimState.Breached) > 0 || Moments.Any(moment => moment.State == ClaimState.Breached);

    /// <summary>Whether anything is undecided.</summary>
    public bool IsUndecided => Count(ClaimState.Undecided) > 0 || Moments.Any(moment => moment.State == ClaimState.Undecided) || Interrupted;

    /// <summary>Claims in a state.</summary>
    public int Count(ClaimState state) => Claims.Count(each => each.Test.State == state);
}
