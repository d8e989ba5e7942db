using System.Collections.Immutable;

namespace Coalmine.Workbench.Results;

/// <summary>A study as a store knows it.</summary>
public sealed record StoredRun
{
    /// <summary>Its number in the store, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The command that does it again.</summary>
    public required string Command { get; init; }

    /// <summary>When it was first begun, in universal time.</summary>
    public required DateTime Begun { get; init; }

    /// <summary>The build that ran it.</summary>
    public required string Build { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The most replications of each scenario.</summary>
    public required long Maximum { get; init; }

    /// <summary>The half-width that was asked for; 0 where none was.</summary>
    public required double Precision { get; init; }

    /// <summary>Whether it came to its end; otherwise it is under way or was ended before.</summary>
    public required bool IsFinished { get; init; }

    /// <summary>Its scenarios, in order.</summary>
    public required ImmutableArray<StoredScenario> Scenarios { get; init; }

    /// <summary>Whether this build ran it. Rollouts of another one are shown and never reused.</summary>
    public bool IsOfThisBuild => Build == ProgramBuild.Id;

    /// <summary>Rollouts that are there. Of a study with a precision these may be more than count.</summary>
    public long Rollouts => Scenarios.Sum(scenario => scenario.Policies.Sum(policy => policy.Rollouts));

    /// <summary>Rollouts that were asked for at most.</summary>
    public long Asked => Scenarios.Sum(scenario => Maximum * scenario.Policies.Length);
}
