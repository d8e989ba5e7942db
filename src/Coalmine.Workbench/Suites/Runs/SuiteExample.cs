using System.Collections.Immutable;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>A rollout that shows why a claim is breached.</summary>
/// <param name="Replication">Its number.</param>
/// <param name="Ending">How it ended and whether that was right, in one sentence.</param>
/// <param name="Lines">Its timeline, shortened.</param>
/// <param name="Command">The command that tells it in full.</param>
public sealed record SuiteExample(long Replication, string Ending, ImmutableArray<StoryLine> Lines, string Command);
