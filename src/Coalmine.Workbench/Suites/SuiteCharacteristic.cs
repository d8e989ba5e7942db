using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Suites;

/// <summary>A characteristic that suites can bound: a share of rollouts, or a number that every rollout has.</summary>
public sealed record SuiteCharacteristic
{
    /// <summary>The word that suites use.</summary>
    public required string Word { get; init; }

    /// <summary>What is measured and over which rollouts, in one sentence.</summary>
    public required string Legend { get; init; }

    /// <summary>The unit of limits and estimates.</summary>
    public required CharacteristicUnit Unit { get; init; }

    /// <summary>The only truth for which it has a meaning; nothing for all.</summary>
    public TruthKind? Only { get; init; }

    /// <summary>Whether more of it is worse; whether less of it is, where false.</summary>
    public bool MoreIsWorse { get; init; } = true;

    /// <summary>Rollouts that a share counts; nothing for a number.</summary>
    internal Func<PolicyTally, long>? Share { get; init; }

    /// <summary>The values of a number; rollouts without one lie beyond every limit. Nothing for a share.</summary>
    internal Func<PolicyTally, ValueCounts>? Values { get; init; }

    /// <summary>Rollouts among the values of which nothing but the horizon is known.</summary>
    internal Func<PolicyTally, long> Open { get; init; } = _ => 0;

    /// <summary>Whether it is a share of rollouts.</summary>
    public bool IsShare => Share is not null;

    /// <summary>Whether it has a meaning where something is true.</summary>
    public bool IsOf(TruthKind truth) => Only is null || Only == truth;

    /// <summary>How far a number can be told in a scenario, in its unit.</summary>
    internal double HorizonIn(ScenarioFacts scenario) => Word switch
    {
        SuiteCharacteristics.DetectionTimeWord => (scenario.Horizon - scenario.Onset).TotalSeconds,
        SuiteCharacteristics.DurationWord => scenario.Horizon.TotalSeconds,
        _ => double.PositiveInfinity,
    };
}
