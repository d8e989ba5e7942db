using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Detectability;

/// <summary>What the checks of a policy can see, as sentences and a table.</summary>
public static class SightText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The lines.</summary>
    /// <param name="sight">What they can see.</param>
    /// <param name="simulated">What a study says; nothing where none was run.</param>
    public static IEnumerable<StoryLine> Of(PolicySight sight, SimulatedSight? simulated)
    {
        ArgumentNullException.ThrowIfNull(sight);
        yield return new StoryLine(StoryTone.Heading,
            $"What {sight.Policy.Name} can see in {sight.Scenario.Name}, at {Figures.Rate(sight.RequestsPerSecond)} requests/s");
        yield return new StoryLine(StoryTone.Plain, string.Create(
            Culture, $"By the planned end of each step, with a power of {100 * sight.Power:0.##} %: the smallest change of the metric that rolls back."));
        foreach (string line in Table(sight).Lines())
            yield return new StoryLine(StoryTone.Table, line);
        yield return default;
        for (int check = 0; check < sight.Checks.Length; check++)
            yield return Sentence(sight.Checks[check], sight, simulated is null ? null : simulated.Checks[check]);
        if (simulated is { } all)
            yield return new StoryLine(
                StoryTone.Plain, $"Simulated, {Figures.Counted(all.Rollouts, "rollout")}: rolled back on evidence {all.All}, by whichever check came first.");
        yield return default;
        foreach (string line in Legend)
            yield return new StoryLine(StoryTone.Quiet, line, 2);
    }

    private static readonly string[] Legend =
    [
        "ever: with all extensions that the policy allows. –: nothing up to ten times today's share of bad events, or ten times the limit, is seen. *: by a "
            + "test that looks once, then; the method itself sees it later.",
        "Computed, not simulated, one check at a time and at the mean request rate of the plan: 0.02 for probabilities, one look and 5 % for times; requests "
            + "that do not depend on each other, and as if the policy knew that (one that estimates it sees a little less). --simulate counts.",
    ];

    /// <summary>A value of a check's metric.</summary>
    internal static string Value(CheckSight sight, double share) => double.IsNaN(share)
        ? "–"
        : $"{(100 * sight.ValueOf(share)).ToString($"F{Figures.DigitsFor(Finest(sight), 2)}", Culture)} %";

    // What two numbers of a check may differ by.
    private static double Finest(CheckSight sight) =>
        sight.Canary > sight.Baseline * (1 + 1e-6) ? Math.Min(sight.Baseline, sight.Canary - sight.Baseline) : sight.Baseline;

    private static TextTable Table(PolicySight sight)
    {
        TextTable table = new();
        table.Add(
        [
            "check", "today",
            .. sight.Policy.Plan.Steps.Select((step, index) => $"{step.Weight}\n{Figures.Length(sight.StepEnds[index].TotalSeconds)}"), "ever",
        ]);
        foreach (CheckSight check in sight.Checks.Where(check => check.Kind != SightKind.Unknown))
            table.Add(
            [
                $"{check.Check.Name}{Bound(check)}", Value(check, check.Baseline), .. Steps(check, sight.StepEnds.Length),
                Value(check, check.Ever) + Mark(check),
            ]);
        return table;
    }

    private static IEnumerable<string> Steps(CheckSight check, int steps) => Enumerable.Range(0, steps).Select(step =>
    {
        if (step >= check.Steps.Length)
            return "not asked";
        DetectableEffect point = check.Steps[step];
        return Value(check, check.Kind == SightKind.Computed ? point.CanaryRate : point.AtOneLook) + Mark(check);
    });

    private static string Mark(CheckSight check) => check.Kind == SightKind.OneLook ? "*" : "";

    // Latencies are seen as shares of answers above a bucket bound.
    private static string Bound(CheckSight check) => check is
    {
        Check.Metric: Metric.LatencyQuantile,
        Question: { CanaryBound: var bound, BaselineBound: var lower },
    }
        ? string.Create(Culture, $"\n  slower than {1000 * bound:0.###} ms{(lower < bound ? $" (today: {1000 * lower:0.###} ms)" : "")}")
        : "";

    private static StoryLine Sentence(CheckSight sight, PolicySight policy, SimulatedShare? simulated)
    {
        string counted = simulated is { } share ? $" Simulated: it came first in {share}." : "";
        string few = sight.Events < 10 && !(sight.Seen > policy.StepEnds[^1])
            ? $" Only about {Figures.Count(Math.Max(0, sight.Events))} bad events by the planned end: rough."
            : "";
        if (sight.Kind == SightKind.Unknown)
            return new StoryLine(StoryTone.Quiet, $"{sight.Check.Name}: not computed, since {sight.Reason}.{counted}", 2);
        (StoryTone tone, string said) = Said(sight, policy);
        return new StoryLine(tone, $"{sight.Check.Name}: {said}.{few}{counted}", 2);
    }

    private static (StoryTone, string) Said(CheckSight sight, PolicySight policy)
    {
        string from = sight.Onset > TimeSpan.Zero ? $", from {Figures.Clock(sight.Onset.TotalSeconds)}" : "";
        string limit = sight.Question is { Kind: ShareQuestionKind.Limit } ? $" (limit {Value(sight, sight.BadMargin)})" : "";
        string here = $"{Value(sight, sight.Canary)} on the canary here{from}{limit}";
        if (!sight.IsWorse)
            return (StoryTone.Plain, $"nothing to see in this world, {Value(sight, sight.Canary)} on the canary{limit}"
                + (double.IsNaN(sight.Power) ? "" : string.Create(Culture, $"; rolls back {Figures.Percent(sight.Power)} %")));
        if (sight.Kind == SightKind.OneLook)
            return sight.Seen is { } early
                ? (StoryTone.Plain, $"{here}; no test sees it before {Figures.Length(early.TotalSeconds)}, and {sight.Reason}")
                : (StoryTone.Bad, $"{here}; no test sees it within the plan");
        string power = $"{Figures.Percent(sight.Power)} % rolled back by it alone";
        return sight.Seen is { } seen
            ? (StoryTone.Good, $"{here}; seen by {Figures.Length(seen.TotalSeconds)} with {100 * policy.Power:0.##} %; {power}")
            : (StoryTone.Bad, $"{here}; it cannot be seen with {100 * policy.Power:0.##} %; {power}");
    }
}
