using System.Collections.Immutable;
using Coalmine.Learning.Surrogates;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Knobs;

namespace Coalmine.Workbench.Tuning;

/// <summary>What a tuning run is a function of: the same setup gives the same result, but for a limit of time.</summary>
public sealed record TuningSetup
{
    /// <summary>The policy with what is varied in it.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>What candidates are tried against; at least one.</summary>
    public required ImmutableArray<TuningScenario> Scenarios { get; init; }

    /// <summary>What is looked for.</summary>
    public required TuningGoal Goal { get; init; }

    /// <summary>What manifests do not say.</summary>
    public ManifestOptions Options { get; init; } = ManifestOptions.Usual;

    /// <summary>The seed of the search; the evidence comes from another one (<see cref="TuningRunner.FreshSeed"/>).</summary>
    public required ulong Seed { get; init; }

    /// <summary>The most rollouts, the evidence included; never passed.</summary>
    public required long Rollouts { get; init; }

    /// <summary>How many threads work; the result does not depend on it.</summary>
    public required int Workers { get; init; }

    /// <summary>
    /// Keeps rollouts, so that a run that was ended goes on where it was; nothing where every rollout is run anew. The result does not depend on it.
    /// </summary>
    public IRolloutArchive? Archive { get; init; }

    /// <summary>
    /// Says which share of the time is over; nothing where time does not matter. The search ends at seven tenths of it, and the evidence at all of it, but for
    /// what is run in any case: four policies by 20 replications, and 100 of the evidence. It is looked at between studies of a few seconds of work.
    /// </summary>
    public Func<double>? Elapsed { get; init; }

    /// <summary>The time that <see cref="Elapsed"/> is a share of; the evidence's seed is made of it too.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>
    /// Told of what can be noted as a study: the first design, and the evidence; each when it begins (the evidence not where time limits it, since its length
    /// is not known then) and, with true, when all of it has been run. Called between studies; nothing where nobody asks.
    /// </summary>
    public Action<Study, bool>? Noted { get; init; }

    /// <summary>Whether trees propose candidates, as they do wherever they can be trained; at random otherwise.</summary>
    public bool UsesTrees { get; init; } = TrainingPlatform.CanTrain;

    /// <summary>The least <see cref="Rollouts"/> for it.</summary>
    public long LeastRollouts => Search.TuningBudget.Least(Space.Knobs.Length, Scenarios.Length);
}
