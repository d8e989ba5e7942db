using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Tuning.Goals;

/// <summary>What is looked for.</summary>
/// <param name="Targets">What a policy must hold; may be none.</param>
/// <param name="Minimise">
/// What should be least among those that hold it. Nothing: then a policy is looked for that is on average as much better as can be in every objective of the
/// front, in relation to the given policy, and worse in none.
/// </param>
public sealed record TuningGoal(ImmutableArray<TuningTarget> Targets, TuningMeasure? Minimise)
{
    /// <summary>Whether the given policy is the yardstick in place of a measure.</summary>
    public bool ImprovesOnGiven => Minimise is null;

    /// <summary>What is wrong with it for certain scenarios; nothing where all can be measured.</summary>
    /// <param name="scenarios">The scenarios.</param>
    public Message? ProblemWith(ImmutableArray<TuningScenario> scenarios)
    {
        foreach (TuningTarget target in Targets)
        {
            if (target.Scenario.Length > 0 && !scenarios.Any(each => each.Loaded.Facts.Name == target.Scenario))
                return TuningMessages.NoScenarioNamed(target.Scenario, scenarios.Select(each => each.Loaded.Facts.Name));
            if (!scenarios.Any(each => target.IsAbout(each.Loaded.Facts)))
                return TuningMessages.NoScenarioFor(target.Written, Canary(target.Truth));
        }

        if (Minimise is { } measure && !scenarios.Any(each => each.Loaded.Facts.Truth == MeasureWords.Truth(measure)))
            return TuningMessages.NoScenarioFor(MeasureWords.Of(measure), Canary(MeasureWords.Truth(measure)));
        return scenarios.All(each => each.Loaded.Facts.Truth == TruthKind.Indifferent) ? TuningMessages.NothingToReach : null;
    }

    private static string Canary(TruthKind truth) => truth == TruthKind.Healthy ? "healthy canaries" : "regressed canaries";
}
