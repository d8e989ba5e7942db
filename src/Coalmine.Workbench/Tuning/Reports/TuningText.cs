using System.Globalization;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Knobs;
using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Workbench.Tuning.Reports;

/// <summary>Tells a tuning run on a terminal.</summary>
public static class TuningText
{
    private const int MostRows = 12;
    private const double Little = 0.1;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>What is varied, before it runs.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="wasProposed">Whether the knobs were taken from the policy itself, since none was named.</param>
    public static IEnumerable<StoryLine> Opening(TuningSetup setup, bool wasProposed)
    {
        yield return Heading(wasProposed ? "What is varied (every number that decides; --vary names others)" : "What is varied");
        TextTable table = new();
        table.Add("field", "now", "may become");
        foreach (Knob knob in setup.Space.Knobs)
            table.Add(knob.Name, knob.Given.Text, knob.Range);
        foreach (StoryLine line in Rows(table))
            yield return line;
        yield return Plain($"against {string.Join(", ", setup.Scenarios.Select(ScenarioWords))}");
        yield return Plain(GoalLine(setup.Goal));
        if (!setup.UsesTrees)
            yield return new StoryLine(StoryTone.Doubtful, "Candidates are drawn at random here: the trees that would propose them run on x64 only.");
    }

    /// <summary>What it found.</summary>
    public static IEnumerable<StoryLine> Findings(TuningResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<IEnumerable<StoryLine>> parts =
            [Counts(result), Importance(result), Front(result), Changes(result), Evidence(result), Targets(result), Conclusion(result)];
        return parts.SelectMany(part => part);
    }

    private static string ScenarioWords(TuningScenario scenario)
    {
        string weight = scenario.Weight == 1 ? "" : string.Create(Culture, $", weight {scenario.Weight}");
        return $"{scenario.Loaded.Facts.Name} ({FileWords.Of(scenario.Loaded.Facts.Truth)}{weight})";
    }

    private static string GoalLine(TuningGoal goal)
    {
        string targets = string.Join("; ", goal.Targets.Select(target => target.Written));
        string least = goal.Minimise is { } measure
            ? $"least {MeasureWords.Name(measure)}"
            : "no objective worse than the given policy's, and on average as much better as can be";
        return $"looked for: {(targets.Length > 0 ? targets + "; " : "")}{least}";
    }

    private static IEnumerable<StoryLine> Counts(TuningResult result)
    {
        if (result.Candidates.IsEmpty)
            yield break;
        int refused = result.Refusals.Sum(each => each.Count);
        yield return Plain("");
        yield return Plain($"{Figures.Whole(result.Candidates.Length)} policies tried in {Figures.Whole(result.SearchRollouts)} rollouts of seed "
            + string.Create(Culture, $"{result.Setup.Seed}") + (refused > 0 ? $"; {Figures.Whole(refused)} more could not be run:" : ""));
        foreach ((string reason, int count) in result.Refusals.Take(3))
            yield return new StoryLine(StoryTone.Quiet, $"  {Figures.Whole(count)} x {reason}", 6);
    }

    private static IEnumerable<StoryLine> Importance(TuningResult result)
    {
        if (result.Importances.IsEmpty)
            yield break;
        yield return Plain("");
        yield return Heading("Which field matters (share of what the trees lose when its values are shuffled)");
        foreach (KnobImportance importance in result.Importances)
        {
            (double Share, Knob Knob)[] shares = [.. importance.Shares.Zip(result.Setup.Space.Knobs).OrderByDescending(each => each.First)];
            string words = shares[0].Share == 0
                ? "nothing that was varied changes it"
                : string.Join(", ", shares.Where((each, index) => index == 0 || each.Share >= Little).Take(3)
                    .Select(each => string.Create(Culture, $"{each.Knob.Name} {100 * each.Share:0} %")));
            yield return new StoryLine(StoryTone.Plain, $"  {MeasureWords.Name(importance.Measure)}: {words}", 4);
        }
    }

    private static IEnumerable<StoryLine> Front(TuningResult result)
    {
        if (result.Candidates.IsEmpty)
            yield break;
        TuningCandidate[] front = [.. result.Candidates.Where(candidate => candidate.IsOnFront)];
        TuningCandidate[] shown =
        [
            .. front.OrderByDescending(candidate => candidate.Number == result.Recommended).ThenByDescending(candidate => candidate.Holds)
                .ThenByDescending(candidate => candidate.FrontProbability).ThenBy(candidate => candidate.Number).Take(MostRows),
        ];
        yield return Plain("");
        yield return Heading($"The front: {Figures.Whole(front.Length)} policies that none beats in every objective (on the seed of the search)");
        TextTable table = new();
        table.Add(["policy", .. result.Measures.Select(MeasureWords.Name), "holds"]);
        IEnumerable<TuningCandidate> alwaysShown = result.Candidates.Where(each => each.Number == 0 || each.Number == result.Recommended);
        foreach (TuningCandidate candidate in shown.Union(alwaysShown))
            table.Add([Name(candidate.Number, result), .. result.Measures.Select((measure, index) =>
                TuningWords.Value(MeasureWords.Unit(measure), candidate.Measures[index].Estimate)), candidate.Holds ? "yes" : "no"]);
        foreach (StoryLine line in Rows(table))
            yield return line;
        if (front.Length > shown.Length)
            yield return new StoryLine(StoryTone.Quiet, $"{Figures.Whole(front.Length - shown.Length)} more are in front.csv, with intervals and all values.");
    }

    private static IEnumerable<StoryLine> Changes(TuningResult result)
    {
        if (result.Recommended <= 0)
            yield break;
        TuningCandidate chosen = result.Candidates.First(candidate => candidate.Number == result.Recommended);
        yield return Plain("");
        yield return Heading($"Recommended: candidate {result.Recommended.ToString(Culture)}");
        TextTable table = new();
        table.Add("field", "now", "recommended");
        for (int i = 0; i < chosen.Values.Length; i++)
            if (chosen.Values[i] != result.Setup.Space.Knobs[i].Given.Text)
                table.Add(result.Setup.Space.Knobs[i].Name, result.Setup.Space.Knobs[i].Given.Text, chosen.Values[i]);
        foreach (StoryLine line in Rows(table))
            yield return line;
    }

    private static IEnumerable<StoryLine> Evidence(TuningResult result)
    {
        if (result.Evidence.IsEmpty)
            yield break;
        yield return Plain("");
        yield return Heading(string.Create(
            Culture, $"Evidence on fresh seeds: {result.Evidence[0].Difference.Count} replications a scenario of seed {result.FreshSeed}, 95 % intervals"));
        TextTable table = new();
        table.Add("objective", "given", "recommended", "difference, paired", "gain", "recommended is");
        foreach (TuningEvidence evidence in result.Evidence)
            table.Add(
                MeasureWords.Name(evidence.Measure), TuningWords.Estimate(evidence.Measure, evidence.Given),
                TuningWords.Estimate(evidence.Measure, evidence.Recommended), TuningWords.Difference(evidence.Measure, evidence.Difference),
                TuningWords.Gain(evidence.PairingGain), TuningWords.Verdict(evidence));
        foreach (StoryLine line in Rows(table))
            yield return line;
    }

    private static IEnumerable<StoryLine> Targets(TuningResult result)
    {
        if (result.Targets.IsEmpty)
            yield break;
        yield return Plain("");
        yield return Heading("Targets on fresh seeds");
        TextTable table = new();
        table.Add("target", "given", "", "recommended", "");
        foreach ((TargetStanding given, TargetStanding recommended) in result.GivenTargets.Zip(result.Targets))
            table.Add(
                recommended.Target.Written, TuningWords.Estimate(given.Target.Unit, given.Value), TuningWords.Verdict(given.Verdict),
                TuningWords.Estimate(recommended.Target.Unit, recommended.Value), TuningWords.Verdict(recommended.Verdict));
        foreach (StoryLine line in Rows(table))
            yield return line;
    }

    private static IEnumerable<StoryLine> Conclusion(TuningResult result)
    {
        yield return Plain("");
        yield return result switch
        {
            { Interrupted: true } => new StoryLine(StoryTone.Doubtful, result.Recommended > 0
                ? "Interrupted before the evidence on fresh seeds: the policy above was chosen by the seed of the search alone."
                : "Interrupted before a policy was chosen."),
            { Recommended: 0 } when result.Targets.All(target => target.Verdict == TargetVerdict.Held) =>
                new StoryLine(StoryTone.Doubtful, "No better policy than the given one was found."),
            { IsShown: false } => new StoryLine(StoryTone.Bad, NotShown(result)),
            _ => new StoryLine(StoryTone.Good, Shown(result)),
        };
    }

    private static string NotShown(TuningResult result)
    {
        TargetStanding[] open = [.. result.Targets.Where(each => each.Verdict != TargetVerdict.Held)];
        if (open.Length == 0)
            return Shown(result) + (result.Setup.Goal.ImprovesOnGiven && result.Evidence.Any(evidence => evidence.IsBehind)
                ? " The fresh seeds do not bear it out: an objective is behind. Search with a larger budget, or vary other fields."
                : " What was asked for is not told apart from the given policy. Search with a larger budget, or vary other fields.");
        bool isMissed = open.Any(each => each.Verdict == TargetVerdict.Missed);
        string nearest = string.Join("; ", open.Select(each =>
            $"{each.Target.Written}: {TuningWords.Estimate(each.Target.Unit, each.Value)} is {TuningWords.Verdict(each.Verdict)}"));
        return isMissed
            ? $"Nothing that was tried holds all targets. The nearest is above: {nearest}."
            : $"Not shown with so many replications: {nearest}. A larger budget would decide.";
    }

    private static string Shown(TuningResult result)
    {
        int ahead = result.Evidence.Count(evidence => evidence.IsAhead);
        int behind = result.Evidence.Count(evidence => evidence.IsBehind);
        string held = result.Targets.IsEmpty ? "" : "All targets are held. ";
        string verb = ahead == 1 ? "is" : "are";
        return string.Create(Culture, $"{held}Of {result.Evidence.Length} objectives {ahead} {verb} ahead of the given policy's and {behind} behind.");
    }

    private static string Name(int number, TuningResult result) => number switch
    {
        0 => "given",
        _ when number == result.Recommended => string.Create(Culture, $"{number} (recommended)"),
        _ => number.ToString(Culture),
    };

    private static IEnumerable<StoryLine> Rows(TextTable table) => table.Lines().Select(line => new StoryLine(StoryTone.Table, line));

    private static StoryLine Heading(string text) => new(StoryTone.Heading, text);

    private static StoryLine Plain(string text) => new(StoryTone.Plain, text);
}
