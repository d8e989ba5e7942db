using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports.Html.Charts;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Reports.Html.Sections;

/// <summary>How soon regressions are detected, and whom they reach until then.</summary>
internal static class DetectionSections
{
    private const int MostPoints = 200;

    /// <summary>A curve for each regressed scenario.</summary>
    public static ReportSection Times(ReportContent content) => new(
        "detection",
        "How soon a regression is detected",
        [
            .. Regressed(content.Study).SelectMany(scenario => Blocks(scenario, content)),
        ]);

    /// <summary>Whom regressions reach.</summary>
    public static ReportSection Exposure(StudyResult study)
    {
        ScenarioResult[] scenarios = [.. Regressed(study)];
        if (scenarios.Length == 0)
            return new ReportSection("exposure", "", []);
        return new ReportSection(
            "exposure",
            "Who is exposed until then",
            [
                .. new[] { Measure.ExposedRequests, Measure.ExposedUsers, Measure.HurtAnswers }.Select(measure =>
                    (ReportBlock)new ReportBlock.Picture(Ranges(scenarios, measure, PolicyVerdict.Names(study)))),
                new ReportBlock.Text("Means with 95 % intervals (Student's t); the table has medians and the 90th percentile as well. A wrong promotion "
                    + "keeps counting to the end of the scenario."),
            ]);
    }

    private static IEnumerable<ScenarioResult> Regressed(StudyResult study) =>
        study.Scenarios.Where(scenario => scenario.Replications > 0 && scenario.Facts.Truth == TruthKind.Regressed);

    private static IEnumerable<ReportBlock> Blocks(ScenarioResult scenario, ReportContent content)
    {
        double horizon = (scenario.Facts.Horizon - scenario.Facts.Onset).TotalSeconds;
        DetectionCurve[] curves = [.. scenario.Policies.Select((policy, index) => DetectionCurve.Of(policy.Name, scenario.Tallies[index], horizon))];
        if (curves.All(curve => curve.Points[^1].Share == 0))
        {
            double upper = curves.Max(curve => curve.Points[^1].Interval.Upper);
            yield return new ReportBlock.Text(
                $"{scenario.Facts.Name}: detected in none of {Figures.Counted(scenario.Replications, "rollout")} (at most {Figures.Percent(upper)} %, 95 %). "
                + scenario.Facts.About);
            yield break;
        }

        RolloutTrace? furthest = Furthest(content, scenario);
        double last = curves.Max(curve => curve.Points.Length > 2 ? curve.Points[^2].Seconds : 0);
        double width = Math.Min(horizon, last * 1.15);
        yield return new ReportBlock.Picture(new Chart.Curves
        {
            Id = $"detection-{Slug.Of(scenario.Facts.Name)}",
            Title = $"{scenario.Facts.Name}: share detected by a time after the onset",
            Alternative = string.Join("; ", scenario.Policies.Select((policy, index) => Told(scenario, index))) + ".",
            XName = "time since the onset",
            YName = "detected (%)",
            X = AxisKind.Seconds,
            End = width,
            Lines = [.. curves.Select(curve => new Curve(curve.Policy, Thinned(curve, width), IsStepped: true))],
            Marks = furthest is null ? [] : [.. StepMarks(furthest, scenario, width)],
            Numbers = Numbers(scenario),
        });
        string steps = furthest is null
            ? ""
            : $" Vertical lines: where steps of {furthest.Policy} begin, in a rollout that went "
                + $"{(furthest.Result.Outcome == RolloutOutcome.Promoted ? "through" : "furthest")}.";
        yield return new ReportBlock.Text(Censored(scenario, horizon) + steps);
    }

    private static string Told(ScenarioResult scenario, int policy)
    {
        PolicyTally tally = scenario.Tallies[policy];
        return $"{scenario.Policies[policy].Name} detects {Figures.Percent((double)tally.Detected / tally.Count)} % of the rollouts";
    }

    // A curve of thousands of steps looks like one of two hundred; the first and the last are kept.
    private static ImmutableArray<CurvePoint> Thinned(DetectionCurve curve, double width)
    {
        DetectionPoint[] points = [.. curve.Points.Where(point => point.Seconds <= width)];
        int every = 1 + (points.Length / MostPoints);
        DetectionPoint[] kept = [.. points.Where((_, index) => index % every == 0), points[^1] with { Seconds = width }];
        return [.. kept.Select(point => new CurvePoint(point.Seconds, 100 * point.Share, 100 * point.Interval.Lower, 100 * point.Interval.Upper))];
    }

    // Steps are those of a rollout of the first policy that went furthest: a promotion where one was traced.
    private static RolloutTrace? Furthest(ReportContent content, ScenarioResult scenario) =>
        content.Timelines.Where(trace => trace.Policy == scenario.Policies[0].Name)
            .OrderByDescending(trace => trace.Result.Outcome == RolloutOutcome.Promoted).ThenByDescending(trace => trace.Result.LastStep).FirstOrDefault();

    private static IEnumerable<(double At, string Label)> StepMarks(RolloutTrace furthest, ScenarioResult scenario, double width)
    {
        double onset = scenario.Facts.Onset.TotalSeconds;
        foreach (TraceEvent.WeightSet set in furthest.Events.OfType<TraceEvent.WeightSet>().Where(set => set.Weight.Share > 0))
            if (set.At.Seconds - onset is var at && at >= 0 && at < width)
                yield return (at, $"{Figures.Percent(set.Weight.Share).Replace(".0", "", StringComparison.Ordinal)} %");
    }

    private static string Censored(ScenarioResult scenario, double horizon)
    {
        IEnumerable<string> open = scenario.Policies
            .Select((policy, index) => (policy.Name, Count: scenario.Tallies[index].Count - scenario.Tallies[index].Detected))
            .Where(each => each.Count > 0).Select(each => $"{Figures.Whole(each.Count)} of {each.Name}");
        string told = string.Join(", ", open);
        return told.Length == 0
            ? "No rollout is censored: each was detected."
            : $"Censored at {Figures.Length(horizon)} after the onset: {told} (promoted, rolled back for another reason, or still open by then). "
                + "Bands are pointwise 95 % intervals.";
    }

    private static ReportTable Numbers(ScenarioResult scenario)
    {
        CharacteristicDefinition[] columns = [CharacteristicCatalogue.Detected, CharacteristicCatalogue.DetectionMedian, CharacteristicCatalogue.DetectionP90];
        return new ReportTable(
            $"detection-{Slug.Of(scenario.Facts.Name)}",
            $"Detection in {scenario.Facts.Name}",
            ["policy", .. columns.Select(column => column.Name), "censored"],
            [.. Enumerable.Range(0, scenario.Policies.Length).Select(policy => Row(scenario, policy, columns))]);
    }

    private static ImmutableArray<ReportCell> Row(ScenarioResult scenario, int policy, CharacteristicDefinition[] columns)
    {
        ImmutableArray<OperatingCharacteristic> all = PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[policy]);
        return
        [
            ReportCell.Of(scenario.Policies[policy].Name), .. columns.Select(column => ReportCell.Of(all.First(each => each.Definition.Id == column.Id))),
            ReportCell.Whole(scenario.Tallies[policy].Count - scenario.Tallies[policy].Detected),
        ];
    }

    private static Chart.Ranges Ranges(ScenarioResult[] scenarios, Measure measure, ImmutableArray<string> policies)
    {
        CharacteristicDefinition mean = CharacteristicCatalogue.OfMeasure(measure, "mean");
        CharacteristicDefinition[] columns = [mean, CharacteristicCatalogue.OfMeasure(measure, "median"), CharacteristicCatalogue.OfMeasure(measure, "p90")];
        var rows = scenarios.SelectMany(scenario => scenario.Policies.Select((policy, index) =>
            (scenario, policy.Name, All: PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[index])))).ToArray();
        string name = mean.Name.Replace(", mean", "", StringComparison.Ordinal);
        return new Chart.Ranges
        {
            Id = mean.Id.Replace('.', '-'),
            Title = name == "hurt" ? "Bad answers beyond the baseline's, mean of a rollout" : $"{char.ToUpperInvariant(name[0])}{name[1..]}, mean of a rollout",
            Alternative = $"Means of {rows.Length} pairs of scenario and policy with their intervals; the numbers are in the table below.",
            XName = mean.Unit.ToString().ToLowerInvariant(),
            Rows = [.. rows.Select(row => Range(row.scenario.Facts.Name, row.Name, row.All.First(each => each.Definition.Id == mean.Id), policies))],
            Numbers = new ReportTable(
                mean.Id.Replace('.', '-'),
                name,
                ["scenario", "policy", .. columns.Select(column => column.Name)],
                [
                    .. rows.Select(row => (ImmutableArray<ReportCell>)
                    [
                        ReportCell.Of(row.scenario.Facts.Name), ReportCell.Of(row.Name),
                        .. columns.Select(column => ReportCell.Of(row.All.First(each => each.Definition.Id == column.Id))),
                    ]),
                ]),
        };
    }

    private static RangeRow Range(string scenario, string policy, OperatingCharacteristic mean, ImmutableArray<string> policies) => new(
        policies.Length > 1 ? $"{scenario}: {policy}" : scenario,
        policies.IndexOf(policy), mean.Estimate.Value, mean.Lower.Value, double.IsFinite(mean.Upper.Value) ? mean.Upper.Value : mean.Estimate.Value);
}
