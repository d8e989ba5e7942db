using System.Collections.Immutable;
using Coalmine.Simulation.Truth;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>Says when a canary is regressed.</summary>
internal static class RegressionTimes
{
    private const int ToldSingly = 3;

    /// <summary>
    /// <c>from 0:20:00 on</c>, <c>from 0:20:00 to 0:30:00</c>, or <c>from 0:20:00 to 0:22:00 and 46 times more, for the last time from 7:50:00 to 7:52:00</c>.
    /// </summary>
    public static string Of(ScenarioFacts facts)
    {
        ImmutableArray<Stretch> stretches = facts.Regressed;
        if (stretches.IsEmpty)
            return $"from {Figures.Clock(facts.Onset.TotalSeconds)} on";
        return stretches.Length <= ToldSingly
            ? string.Join(", ", stretches.Select(Say))
            : $"{Say(stretches[0])} and {stretches.Length - 1} times more, for the last time {Say(stretches[^1])}";

        string Say(Stretch stretch) =>
            $"from {Figures.Clock(stretch.From.Seconds)} {(stretch.To.SinceStart >= facts.Horizon ? "on" : $"to {Figures.Clock(stretch.To.Seconds)}")}";
    }
}
