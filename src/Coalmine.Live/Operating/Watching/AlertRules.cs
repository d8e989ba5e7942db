using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Live.Prometheus;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Watching;

/// <summary>
/// The alerts that a person would want beside a policy: a canary beyond the policy's limits (whatever Coalmine says of it), and Coalmine itself: silent
/// while the
/// canary has traffic, without data, paused, edited, unable to record, or with a rollback that the routers do not follow.
/// </summary>
public static class AlertRules
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    /// <summary>The alerts.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="names">Where the metrics are found.</param>
    /// <param name="rollout">The name of what is rolled out, as the file of kind Live has it.</param>
    public static ImmutableArray<AlertRule> Of(Policy policy, SeriesNames names, string rollout)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(names);
        return
        [
            .. policy.Checks.Select(check => OfCheck(check, names)).OfType<AlertRule>().DistinctBy(rule => rule.Expression)
                .GroupBy(rule => rule.Name).SelectMany(same => same.Select((rule, i) => i == 0 ? rule : rule with { Name = Numbered(rule.Name, i + 1) })),
            .. OfDriver(names, rollout),
        ];
    }

    private static AlertRule? OfCheck(Check check, SeriesNames names)
    {
        string canary = CheckQueries.Of(names, check.Metric, Arm.Canary);
        string baseline = CheckQueries.Of(names, check.Metric, Arm.Baseline);
        if (canary.Length == 0)
            return null;
        bool isHigherWorse = check.Metric.HigherIsWorse;
        (string expression, string ending, string limit) = check.Requirement switch
        {
            Requirement.AtMost atMost => ($"{canary} > {Number(atMost.Limit)}", "AboveLimit", $"above its limit, {Value(check.Metric, atMost.Limit)}"),
            Requirement.AtLeast atLeast => ($"{canary} < {Number(atLeast.Limit)}", "BelowLimit", $"below its limit, {Value(check.Metric, atLeast.Limit)}"),
            Requirement.NotWorseThanBaseline { Margin: var margin } when baseline.Length > 0 => (
                Against(canary, baseline, margin, isHigherWorse), "WorseThanBaseline", "worse than the baseline's by more than is allowed"),
            _ => ("", "", ""),
        };
        return expression.Length == 0 ? null : new AlertRule(
            $"Canary{Pascal(check.Metric.Name)}{ending}", expression, Usual, "warning", $"The canary's {check.Metric.Name} is {limit}.",
            $"Over {CheckQueries.Window.TotalMinutes:0} minutes it was {{{{ $value | {Template(check.Metric)} }}}}"
            + (check.Requirement is Requirement.NotWorseThanBaseline { Margin: Margin.Points } ? " worse. " : ". ")
            + "An alert has no sample size: see what the rollout's own check says (`coalmine live status`).");
    }

    private static string Against(string canary, string baseline, Margin margin, bool isHigherWorse) => margin switch
    {
        Margin.Points points when isHigherWorse => $"({canary}) - ({baseline}) > {Number(points.Share)}",
        Margin.Points points => $"({baseline}) - ({canary}) > {Number(points.Share)}",
        Margin.Relative relative when isHigherWorse => $"({canary}) > ({baseline}) * {Number(1 + relative.Fraction)}",
        Margin.Relative relative => $"({canary}) < ({baseline}) * {Number(1 - relative.Fraction)}",
        _ => "",
    };

    private static ImmutableArray<AlertRule> OfDriver(SeriesNames names, string rollout)
    {
        string Own(string metric) => $"max(coalmine_live_{metric}{{rollout=\"{rollout}\"}})";
        return
        [
            new("CoalmineNobodyDrives", $"{CheckQueries.Requests(names, Arm.Canary)} > 0 unless on () ({Own("lease_held")} == 1)", Usual, "critical",
                $"The canary of {rollout} gets traffic, and nobody looks at it.",
                "No driver holds the lease, or none is scraped. Start `coalmine live drive` again: it goes on where the last one stopped."),
            new("CoalmineNoData", $"time() - {Own("last_data_timestamp_seconds")} > 600 and on () ({Own("open")} == 1)", Usual, "warning",
                $"No samples have come for {rollout} for {{{{ $value | humanizeDuration }}}}.",
                "The rollout holds, and rolls back by the policy's `noData`. Run `coalmine live doctor`."),
            new("CoalminePaused", $"{Own("paused")} == 1", TimeSpan.FromMinutes(15), "warning", $"The rollout of {rollout} waits for an operator.",
                "Say `coalmine live say resume` or `abort`."),
            new("CoalmineTargetEdited", $"{Own("edited")} == 1", TimeSpan.FromMinutes(1), "critical",
                $"Somebody else has changed the target of {rollout}; the rollout pauses.",
                "Say `coalmine live say resume` to take it back to the step's weight, or `abort`."),
            new("CoalmineCannotRecord", $"{Own("unrecorded")} == 1", TimeSpan.FromMinutes(1), "critical", $"The journal of {rollout} cannot be written.",
                "Nothing is carried out meanwhile but taking traffic away. Look at the volume and at the ConfigMap."),
            new("CoalmineWritesFail",
                $"sum(increase(coalmine_live_writes_total{{result=~\"refused|unavailable\",rollout=\"{rollout}\"}}[5m])) > 3", Usual, "warning",
                $"Writes to the target of {rollout} fail.", "Run `coalmine live doctor`: rights, webhooks, and the API server."),
            new("CoalmineRollbackNotConfirmed", $"{Own("rollback_unconfirmed")} == 1", TimeSpan.FromMinutes(2), "critical",
                $"The canary of {rollout} was rolled back, and the routers are not seen to follow.",
                "It may still get traffic. Look at its request rate, and take the traffic away by hand if it does."),
        ];
    }

    private static bool IsShare(Metric metric) => metric is Metric.Errors or Metric.Accuracy or Metric.Conversion or Metric.Disagreement;

    private static string Template(Metric metric) => metric switch
    {
        _ when IsShare(metric) => "humanizePercentage",
        Metric.LatencyQuantile or Metric.LatencyMean => "humanizeDuration",
        _ => "humanize",
    };

    private static string Value(Metric metric, double value) => metric switch
    {
        _ when IsShare(metric) => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.####} %"),
        Metric.LatencyQuantile or Metric.LatencyMean => string.Create(CultureInfo.InvariantCulture, $"{value * 1000:0.####} ms"),
        _ => Number(value),
    };

    // Sixteen digits would show how 1 + 0.2 is kept.
    private static string Number(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");

    private static string Pascal(string name)
    {
        StringBuilder words = new();
        bool begins = true;
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
                words.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = !char.IsAsciiLetterOrDigit(letter);
        }

        return words.ToString();
    }
}
