using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>A case whose answers are written down: a policy, what it is told, and what must be decided.</summary>
public sealed record WrittenCase
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>Where the case is written.</summary>
    public required TextPosition Position { get; init; }

    /// <summary>The controller that decides.</summary>
    public required IRolloutController Controller { get; init; }

    /// <summary>Pods of the baseline, where the controller runs pods.</summary>
    public required int Pods { get; init; }

    /// <summary>What it is told.</summary>
    public required WrittenEvidence Given { get; init; }

    /// <summary>For each query of the controller's plan, which of the given answers is its own.</summary>
    public required ImmutableArray<int> AnswerOf { get; init; }

    /// <summary>For each counter of the controller's plan (one pod an arm), which of the given series is its own.</summary>
    public required ImmutableArray<int> SeriesOf { get; init; }

    /// <summary>What must be decided when.</summary>
    public required ImmutableArray<Located<ExpectedMoment>> Expected { get; init; }
}
