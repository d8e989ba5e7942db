using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports.Html.Charts;
using Coalmine.Workbench.Sweeps;

namespace Coalmine.Workbench.Reports.Html.Sections;

/// <summary>What many studies tell together: against the size of an effect, over time, and over traffic and base error rate.</summary>
internal static class SweepSections
{
    /// <summary>Probability of a rollback against the size of the effect.</summary>
    public static ReportSection Effects(ReportContent content) => new(
        "effects",
        "How large a regression must be to be seen",
        [.. content.Sweeps.Select(sweep => (ReportBlock)new ReportBlock.Picture(Effects(sweep)))]);

    /// <summary>The smallest effect that is seen by a time.</summary>
    public static ReportSection Visible(ReportContent content) => new(
        "visible",
        "What can be seen by when",
        content.Visible.IsEmpty
            ? []
            : [
                .. content.Visible.Select(visible => (ReportBlock)new ReportBlock.Picture(Visible(visible))),
                new ReportBlock.Text("Computed, not simulated (an approximation: 0.02 of the power, 5 % of times): the smallest rise over the baseline that "
                    + "has an 80 % chance to be seen at 5 % risk under the weights of a rollout that went through. The distance of the two lines "
                    + "is what looking again and again costs: the test that looks once must know when."),
            ]);

    /// <summary>Errors over traffic and base error rate.</summary>
    public static ReportSection Maps(ReportContent content) => new(
        "map",
        "Where the policy holds: traffic and base error rate",
        content.Maps.IsEmpty
            ? []
            : [
                .. content.Maps.SelectMany(map => new ReportBlock[] { new ReportBlock.Picture(Map(map, true)), new ReportBlock.Picture(Map(map, false)) }),
                new ReportBlock.Text("Every cell is a study of its own, of worlds made from its traffic and error rate: a healthy canary "
                    + "and four regressed ones."),
            ]);

    private static Chart.Curves Effects(EffectSweep sweep) => new()
    {
        Id = $"effects-{Slug.Of(sweep.Scenario)}",
        Title = $"{sweep.Scenario}: rollbacks on evidence against the size of the fault",
        Alternative = string.Join("; ", sweep.Policies.Select((policy, index) => Told(sweep, policy, index))) + ".",
        XName = "size of the fault (1 = as the scenario has it)",
        YName = "rolled back on evidence (%)",
        End = sweep.Sizes[^1].Factor,
        Lines =
        [
            .. sweep.Policies.Select((policy, index) => new Curve(policy, [.. sweep.Sizes.Select(size => Point(size, index))], IsStepped: false)),
        ],
        Numbers = new ReportTable(
            $"effects-{Slug.Of(sweep.Scenario)}",
            $"Rollbacks on evidence in {sweep.Scenario} by the size of its faults",
            ["size", "effect", "rollouts", .. sweep.Policies],
            [
                .. sweep.Sizes.Select(size => (ImmutableArray<ReportCell>)
                [
                    ReportCell.Number(size.Factor), ReportCell.Of(size.Effects.Length == 0 ? "none" : size.Effects), ReportCell.Whole(size.Replications),
                    .. size.RolledBack.Select(count => ReportCell.Share((double)count / size.Replications, Of(count, size.Replications))),
                ]),
            ]),
    };

    private static string Told(EffectSweep sweep, string policy, int index)
    {
        EffectSize? half = sweep.Sizes.FirstOrDefault(size => size.RolledBack[index] >= 0.8 * size.Replications);
        return half is null
            ? $"{policy} rolls back 80 % at no size up to {sweep.Sizes[^1].Factor.ToString("0.##", CultureInfo.InvariantCulture)}"
            : $"{policy} rolls back 80 % from size {half.Factor.ToString("0.##", CultureInfo.InvariantCulture)} on";
    }

    private static CurvePoint Point(EffectSize size, int policy)
    {
        Interval interval = Of(size.RolledBack[policy], size.Replications);
        return new CurvePoint(size.Factor, 100.0 * size.RolledBack[policy] / size.Replications, 100 * interval.Lower, 100 * interval.Upper);
    }

    private static Interval Of(long count, long of) => Wilson.Interval(count, of, Confidence.Z);

    private static Chart.Curves Visible(VisibleEffects visible)
    {
        string id = $"visible-{Slug.Of(visible.Scenario)}-{Slug.Of(visible.Policy)}-{Slug.Of(visible.Events)}";
        double end = visible.Points[^1].At.TotalSeconds;
        return new Chart.Curves
        {
            Id = id,
            Title = $"{visible.Events}: smallest rise that is seen by a time, under the weights of {visible.Policy}",
            Alternative = Told(visible),
            XName = "time since the rollout began",
            YName = "rise (percentage points)",
            X = AxisKind.Seconds,
            Y = AxisKind.SmallPercent,
            End = end,
            Lines =
            [
                Line("looks as often as it likes (anytime-valid)", visible, point => point.CanaryRate),
                Line("looks once, at that time", visible, point => point.AtOneLook),
            ],
            Marks = [.. visible.Steps.Where(step => step.At.TotalSeconds < end)
                .Select(step => (step.At.TotalSeconds, (100 * step.Weight).ToString("0.#", CultureInfo.InvariantCulture) + " %"))],
            Numbers = new ReportTable(
                id,
                $"Smallest rise of {visible.Events} over {Figures.Percent(visible.BaselineRate)} % that is seen, in percentage points",
                ["by", "looks as often as it likes", "looks once"],
                [
                    .. visible.Points.Select(point => (ImmutableArray<ReportCell>)
                    [
                        ReportCell.Of(point.At.TotalSeconds, Figures.Length(point.At.TotalSeconds)),
                        ReportCell.Number(100 * (point.CanaryRate - visible.BaselineRate)), ReportCell.Number(100 * (point.AtOneLook - visible.BaselineRate)),
                    ]),
                ]),
        };
    }

    private static string Told(VisibleEffects visible)
    {
        var last = visible.Points.LastOrDefault(point => double.IsFinite(point.CanaryRate));
        return double.IsFinite(last.CanaryRate) && last.CanaryRate > 0
            ? $"By {Figures.Length(last.At.TotalSeconds)} a rise of "
                + $"{(100 * (last.CanaryRate - visible.BaselineRate)).ToString("0.##", CultureInfo.InvariantCulture)} "
                + "percentage points is seen."
            : "Nothing up to ten times the baseline's rate is seen in time.";
    }

    private static Curve Line(
        string name, VisibleEffects visible, Func<Coalmine.Statistics.Power.Schedules.DetectableEffect, double> rate) => new(
        name,
        [
            .. visible.Points.Where(point => double.IsFinite(rate(point)))
                .Select(point => (At: point.At.TotalSeconds, Rise: 100 * (rate(point) - visible.BaselineRate)))
                .Select(point => new CurvePoint(point.At, point.Rise, point.Rise, point.Rise)),
        ],
        IsStepped: false);

    private static Chart.Heat Map(ValidityMap map, bool isFalse)
    {
        double[] rates = [.. map.Cells.Select(cell => cell.RequestsPerSecond).Distinct()];
        double[] errors = [.. map.Cells.Select(cell => cell.ErrorRate).Distinct()];
        string what = isFalse ? "healthy canaries rolled back" : "regressed canaries promoted";
        string id = $"map-{(isFalse ? "false" : "missed")}-{Slug.Of(map.Policy)}";
        return new Chart.Heat
        {
            Id = id,
            Title = $"{map.Policy}: {what} (%)",
            Alternative = $"{map.Cells.Length} cells of traffic and base error rate; the numbers are in the table below.",
            XName = "requests per second",
            YName = "baseline's error rate",
            Columns = [.. rates.Select(rate => rate.ToString("0.##", CultureInfo.InvariantCulture))],
            Rows = [.. errors.Select(error => (100 * error).ToString("0.###", CultureInfo.InvariantCulture) + " %")],
            Values = [.. map.Cells.Select(cell => isFalse ? 100.0 * cell.FalseRollbacks / cell.Healthy : 100.0 * cell.Missed / cell.Regressed)],
            Numbers = new ReportTable(
                id,
                $"{map.Policy}: {what}",
                ["requests per second", "base error rate, %", what],
                [
                    .. map.Cells.Select(cell => (ImmutableArray<ReportCell>)
                    [
                        ReportCell.Number(cell.RequestsPerSecond), ReportCell.Number(100 * cell.ErrorRate),
                        isFalse
                            ? ReportCell.Share((double)cell.FalseRollbacks / cell.Healthy, Of(cell.FalseRollbacks, cell.Healthy))
                            : ReportCell.Share((double)cell.Missed / cell.Regressed, Of(cell.Missed, cell.Regressed)),
                    ]),
                ]),
        };
    }
}
