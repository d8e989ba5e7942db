using System.Collections.Immutable;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>What a tuning run found.</summary>
public sealed record TuningResult
{
    /// <summary>What it was a function of.</summary>
    public required TuningSetup Setup { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>The objectives of the front that the scenarios have.</summary>
    public required ImmutableArray<TuningMeasure> Measures { get; init; }

    /// <summary>Everything that was tried, in the order of trial.</summary>
    public required ImmutableArray<TuningCandidate> Candidates { get; init; }

    /// <summary>Why levels made no policy that can be run, with how often.</summary>
    public required ImmutableArray<(string Reason, int Count)> Refusals { get; init; }

    /// <summary>Rollouts of the search.</summary>
    public required long SearchRollouts { get; init; }

    /// <summary>Rollouts of the evidence.</summary>
    public long FreshRollouts { get; init; }

    /// <summary>What each knob has to say about each objective; none without trees.</summary>
    public ImmutableArray<KnobImportance> Importances { get; init; } = [];

    /// <summary>
    /// The number of the recommended candidate: 0 where none better than the given policy was found, -1 where the run was interrupted before any was.
    /// </summary>
    public required int Recommended { get; init; }

    /// <summary>The files of the recommended policy; those given where there is none better.</summary>
    public required ImmutableArray<ManifestFile> Files { get; init; }

    /// <summary>The seed of the evidence.</summary>
    public required ulong FreshSeed { get; init; }

    /// <summary>The evidence, one entry an objective; none where the run was interrupted before it.</summary>
    public ImmutableArray<TuningEvidence> Evidence { get; init; } = [];

    /// <summary>How the recommended policy stands to each target, on fresh seeds.</summary>
    public ImmutableArray<TargetStanding> Targets { get; init; } = [];

    /// <summary>How the given policy stands to them.</summary>
    public ImmutableArray<TargetStanding> GivenTargets { get; init; } = [];

    /// <summary>The study that the evidence is from; nothing where there is none.</summary>
    public StudyResult? FreshStudy { get; init; }

    /// <summary>Whether it was interrupted.</summary>
    public bool Interrupted { get; init; }

    /// <summary>
    /// Whether an improvement was shown on fresh seeds: every target is held, and either one of them is not by the given policy, or what is asked to be
    /// least is ahead; where the given policy is the yardstick in everything, something is ahead and nothing behind.
    /// </summary>
    public bool IsShown => !Interrupted && Recommended > 0 && Targets.All(target => target.Verdict == TargetVerdict.Held)
        && (GivenTargets.Any(target => target.Verdict != TargetVerdict.Held) || Evidence.Any(IsAheadAsAsked))
        && !(Setup.Goal.ImprovesOnGiven && Evidence.Any(evidence => evidence.IsBehind));

    private bool IsAheadAsAsked(TuningEvidence evidence) => evidence.IsAhead && (Setup.Goal.Minimise is not { } least || evidence.Measure == least);
}
