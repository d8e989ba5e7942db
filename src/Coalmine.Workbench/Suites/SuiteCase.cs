using System.Collections.Immutable;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites;

/// <summary>A case of a suite: simulated pairs with what is expected of them; or written answers, or a record, with the decisions that must come.</summary>
public sealed record SuiteCase
{
    /// <summary>The name shown beside what comes of it; empty where that of the pair does.</summary>
    public string Name { get; init; } = "";

    /// <summary>Names of scenarios of the suite; all where none is named.</summary>
    public ImmutableArray<Located<string>> Scenarios { get; init; } = [];

    /// <summary>Names of policies of the suite; all where none is named.</summary>
    public ImmutableArray<Located<string>> Policies { get; init; } = [];

    /// <summary>The case's own seed; nothing for the suite's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The case's own most rollouts; nothing for the suite's.</summary>
    public int? Replications { get; init; }

    /// <summary>What is expected of each of its pairs.</summary>
    public ImmutableArray<Located<Expectation>> Expectations { get; init; } = [];

    /// <summary>Answers and series that are written down; nothing for a simulated case.</summary>
    public WrittenEvidence? Given { get; init; }

    /// <summary>The folder or journal of a recorded rollout, from the suite's folder; nothing for other cases.</summary>
    public Located<string>? Incident { get; init; }

    /// <summary>What must be decided when, given these, or over that record.</summary>
    public ImmutableArray<Located<ExpectedMoment>> Expected { get; init; } = [];
}
