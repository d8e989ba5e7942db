using System.Collections.Immutable;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.RareEvents;

/// <summary>
/// Scenarios x policies whose rollbacks on evidence are too rare to be counted: each pair is split (<see cref="Simulation.RareEvents.RolloutSplitting"/>), with
/// levels of its own.
/// </summary>
public sealed record SplittingStudy
{
    /// <summary>
    /// Independent repetitions of a splitting. Their spread is the error: within one repetition paths share their beginnings, and a formula for independent
    /// ones promises too much. Twenty know the spread to a sixth.
    /// </summary>
    public const int Repetitions = 20;

    /// <summary>The fewest paths at each level that a study takes, over all repetitions.</summary>
    public const int FewestPaths = 10 * Repetitions;

    /// <summary>The scenarios; each policy has <see cref="StudyPolicy.PrepareSplitting"/>.</summary>
    public required ImmutableArray<StudyScenario> Scenarios { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Paths at each level over all repetitions; at least <see cref="FewestPaths"/>. Rounded up to the same number for each repetition.</summary>
    public required int Paths { get; init; }

    /// <summary>
    /// Paths at each level when levels are sought: a fifth of all, since a level is missed where too few come near it; at least 200, so that the fifth of them
    /// that passes is no matter of luck.
    /// </summary>
    public int PilotPaths => Math.Max(200, Paths / 5);

    /// <summary>Paths at each level of one repetition.</summary>
    public int PathsEach => (Paths + Repetitions - 1) / Repetitions;
}
