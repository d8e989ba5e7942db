using System.Collections.Immutable;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Sweeps;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>Everything a report tells of. What is absent is left out, and so is its section.</summary>
public sealed record ReportContent
{
    /// <summary>The study.</summary>
    public required StudyResult Study { get; init; }

    /// <summary>What the policies are held against.</summary>
    public Yardstick Yardstick { get; init; } = Yardstick.Usual;

    /// <summary>Rollouts worth telling, in the order of the page.</summary>
    public ImmutableArray<RolloutTrace> Timelines { get; init; } = [];

    /// <summary>Probability of a rollback against the size of an effect.</summary>
    public ImmutableArray<EffectSweep> Sweeps { get; init; } = [];

    /// <summary>Errors of policies over traffic and error rate of the baseline.</summary>
    public ImmutableArray<ValidityMap> Maps { get; init; } = [];

    /// <summary>What can be seen by when.</summary>
    public ImmutableArray<VisibleEffects> Visible { get; init; } = [];

    /// <summary>Advice, a sentence a line.</summary>
    public ImmutableArray<string> Advice { get; init; } = [];

    /// <summary>What was simulated, what was assumed, what is not modelled.</summary>
    public ImmutableArray<FidelityPart> Fidelity { get; init; } = [];

    /// <summary>What was run, each with its hash; one without a hash is left out.</summary>
    public ImmutableArray<(string Name, string Hash)> Hashes { get; init; } = [];

    /// <summary>The command that makes the report again.</summary>
    public string Command { get; init; } = "";

    /// <summary>The version of the program.</summary>
    public string Version { get; init; } = "";

    /// <summary>A date to print; nothing unless given, so that the same study makes the same bytes.</summary>
    public string Date { get; init; } = "";
}
