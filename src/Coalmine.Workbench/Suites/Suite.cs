using System.Collections.Immutable;
using Coalmine.Manifests.Readers;

namespace Coalmine.Workbench.Suites;

/// <summary>A suite file: what is expected of policies in scenarios, to be held in CI.</summary>
public sealed record Suite
{
    /// <summary>The largest probability of a false alarm that a suite may state.</summary>
    public const double MostFalseAlarm = 0.001;

    /// <summary>Its file, as it was given.</summary>
    public required string File { get; init; }

    /// <summary>Its name: that of the file, without folder and ending.</summary>
    public required string Name { get; init; }

    /// <summary>One line on what it is for; may be empty.</summary>
    public string About { get; init; } = "";

    /// <summary>
    /// The probability that a suite all of whose claims are true breaches anywhere: at most so much, however often it is looked at. Claims share it evenly.
    /// </summary>
    public double FalseAlarm { get; init; } = MostFalseAlarm;

    /// <summary>The confidence with which an expectation must be established to hold.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>The seed of every case that has none of its own.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The most rollouts of a pair of scenario and policy.</summary>
    public int Replications { get; init; } = 4000;

    /// <summary>Files of scenarios, from the suite's folder.</summary>
    public ImmutableArray<Located<string>> Scenarios { get; init; } = [];

    /// <summary>Files of policies and manifests, from the suite's folder.</summary>
    public ImmutableArray<Located<string>> Policies { get; init; } = [];

    /// <summary>The cases; none where every policy is tried in every scenario.</summary>
    public ImmutableArray<Located<SuiteCase>> Cases { get; init; } = [];

    /// <summary>What is expected of every pair for which it has a meaning.</summary>
    public ImmutableArray<Located<Expectation>> Expectations { get; init; } = [];
}
