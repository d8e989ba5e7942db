using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Prometheus;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Watching;

/// <summary>
/// A Grafana dashboard of a policy: weights, requests, decisions and the driver's own state, and a panel for each metric that is checked: both arms, the
/// limit as
/// threshold, and what the baseline allows. The data source is a variable, so that the file can be imported anywhere.
/// </summary>
public static class Dashboard
{
    private const int SchemaVersion = 39;
    private const int MostIdLetters = 40;

    /// <summary>The dashboard of a file; what readers should know is its description.</summary>
    /// <param name="watched">What the file says.</param>
    public static JsonObject Of(WatchedRollout watched)
    {
        ArgumentNullException.ThrowIfNull(watched);
        JsonObject dashboard = Of(watched.Policy, watched.Names, watched.Name);
        if (watched.About.Length > 0)
            dashboard["description"] = watched.About;
        return dashboard;
    }

    /// <summary>The dashboard.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="names">Where the metrics are found.</param>
    /// <param name="rollout">The name of what is rolled out, as the file of kind Live has it.</param>
    public static JsonObject Of(Policy policy, SeriesNames names, string rollout)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(names);
        PanelGrid grid = new();
        AddDriver(grid, names, rollout);
        foreach (IGrouping<string, Check> checks in policy.Checks.GroupBy(check => check.Metric.Name))
            AddMetric(grid, names, [.. checks]);
        string id = $"coalmine-{rollout}";
        return new JsonObject
        {
            ["title"] = $"Coalmine: {rollout}",
            ["uid"] = id.Length > MostIdLetters ? id[..MostIdLetters] : id,
            ["schemaVersion"] = SchemaVersion,
            ["tags"] = new JsonArray("coalmine", "canary"),
            ["editable"] = true,
            ["refresh"] = "10s",
            ["time"] = new JsonObject { ["from"] = "now-3h", ["to"] = "now" },
            ["templating"] = new JsonObject
            {
                ["list"] = new JsonArray(new JsonObject { ["name"] = "DS", ["label"] = "Prometheus", ["type"] = "datasource", ["query"] = "prometheus" }),
            },
            ["annotations"] = new JsonObject { ["list"] = new JsonArray() },
            ["panels"] = grid.Panels,
        };
    }

    private static void AddDriver(PanelGrid grid, SeriesNames names, string rollout)
    {
        string Own(string metric) => $"max(coalmine_live_{metric}{{rollout=\"{rollout}\"}})";
        string canary = CheckQueries.Requests(names, Arm.Canary);
        grid.Add(new Panel("timeseries", "Canary's share of the traffic", "percentunit",
        [
            (Own("weight_asked_ratio"), "asked for"), (Own("weight_target_ratio"), "in the target"), (Own("weight_routed_ratio"), "routed"),
            ($"{canary} / ({canary} + {CheckQueries.Requests(names, Arm.Baseline)})", "served"),
        ]));
        grid.Add(new Panel("timeseries", "Requests", "reqps",
            [(CheckQueries.Requests(names, Arm.Canary), names.Canary), (CheckQueries.Requests(names, Arm.Baseline), names.Baseline)]));
        grid.Add(new Panel("timeseries", "Decisions", "short",
            [($"sum by (kind) (increase(coalmine_live_decisions_total{{rollout=\"{rollout}\"}}[$__rate_interval]))", "{{kind}}")]));
        grid.Add(new Panel("timeseries", "The driver", "short",
        [
            (Own("lease_held"), "lease held"), (Own("paused"), "paused"), (Own("edited"), "target edited"), (Own("unrecorded"), "cannot record"),
            (Own("rollback_unconfirmed"), "rollback not confirmed"), (Own("open_changes"), "open changes"),
        ]));
        grid.Add(new Panel("stat", "Since the last data", "s", [($"time() - {Own("last_data_timestamp_seconds")}", "")]));
        grid.Add(new Panel("stat", "Until the next look", "s", [($"{Own("next_moment_timestamp_seconds")} - time()", "")]));
    }

    private static void AddMetric(PanelGrid grid, SeriesNames names, Check[] checks)
    {
        Metric metric = checks[0].Metric;
        CounterKind? kind = metric switch
        {
            Metric.LatencyDistribution => CounterKind.LatencyBucket,
            Metric.ScoreDistribution => CounterKind.ScoreBucket,
            Metric.PredictionDistribution => CounterKind.Predicted,
            _ => null,
        };
        if (kind is { } counted)
        {
            foreach (Arm arm in new[] { Arm.Canary, Arm.Baseline })
                if (CheckQueries.By(names, counted, arm) is { Length: > 0 } query)
                    grid.Add(new Panel(
                        counted == CounterKind.Predicted ? "timeseries" : "heatmap", $"{metric.Name} of {names.NameOf(arm)}", "short",
                        [(query, $"{{{{{names.Counters[counted].IndexLabel}}}}}")]));
            return;
        }

        string canary = CheckQueries.Of(names, metric, Arm.Canary);
        string baseline = CheckQueries.Of(names, metric, Arm.Baseline);
        if (canary.Length == 0)
            return;
        List<(string, string)> series = [(canary, names.Canary)];
        if (baseline.Length > 0 && baseline != canary)
            series.Add((baseline, names.Baseline));
        IEnumerable<Requirement.NotWorseThanBaseline> compared = checks.Select(check => check.Requirement).OfType<Requirement.NotWorseThanBaseline>();
        foreach (Margin margin in compared.Select(against => against.Margin).Distinct())
            series.Add((Allowed(baseline, margin, metric.HigherIsWorse), "allowed by the baseline"));
        grid.Add(new Panel("timeseries", metric.Name, Unit(metric), [.. series])
        {
            Limit = checks.Select(check => check.Requirement switch
            {
                Requirement.AtMost atMost => atMost.Limit,
                Requirement.AtLeast atLeast => atLeast.Limit,
                _ => (double?)null,
            }).FirstOrDefault(limit => limit is not null),
            IsHigherWorse = metric.HigherIsWorse,
            About = string.Join("\n", checks.Select(check => check.Name)),
        });
    }

    private static string Allowed(string baseline, Margin margin, bool isHigherWorse)
    {
        int sign = isHigherWorse ? 1 : -1;
        return margin switch
        {
            Margin.Relative relative => string.Create(CultureInfo.InvariantCulture, $"({baseline}) * {1 + sign * relative.Fraction:0.############}"),
            Margin.Points points => string.Create(CultureInfo.InvariantCulture, $"({baseline}) {(isHigherWorse ? '+' : '-')} {points.Share:0.############}"),
            _ => baseline,
        };
    }

    private static string Unit(Metric metric) => metric switch
    {
        Metric.LatencyQuantile or Metric.LatencyMean => "s",
        Metric.Errors or Metric.Accuracy or Metric.Conversion or Metric.Disagreement => "percentunit",
        _ => "short",
    };
}
