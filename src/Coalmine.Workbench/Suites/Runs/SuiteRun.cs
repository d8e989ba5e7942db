using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>How a suite is run.</summary>
public sealed record SuiteRun
{
    /// <summary>Threads; the result does not depend on them, unless the time ends first.</summary>
    public required int Workers { get; init; }

    /// <summary>The longest that simulations may take together; nothing for no bound. What is not decided by then is undecided.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>What <see cref="Time"/> is measured by; needed where it is given, since this room has no clock of its own.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Whether every pair gets all its rollouts, also when its claims are decided: what is accepted is of a number fixed beforehand.</summary>
    public bool Completes { get; init; }

    /// <summary>Makes the command that tells a replication of a pair again.</summary>
    public required Func<SuitePair, long, string> Command { get; init; }

    /// <summary>Told how far each pair has come; nobody unless given.</summary>
    public IProgress<StudyProgress>? Progress { get; init; }
}
