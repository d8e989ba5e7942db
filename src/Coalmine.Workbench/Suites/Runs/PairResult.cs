using System.Collections.Immutable;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>What came of a pair.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Tally">What became of its rollouts.</param>
/// <param name="Stopped">Why there were no more.</param>
/// <param name="Claims">What came of its claims.</param>
public sealed record PairResult(SuitePair Pair, PolicyTally Tally, StopReason Stopped, ImmutableArray<ClaimResult> Claims);
