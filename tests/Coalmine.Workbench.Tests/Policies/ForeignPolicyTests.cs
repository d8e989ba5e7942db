using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Metrics;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Policies;

public sealed class ForeignPolicyTests
{
    private const string Latency = "istio_request_duration_milliseconds";
    private const string Canary = "reporter=\"destination\",destination_service_name=\"parcel-canary\"";

    private static readonly string[] OwnCounters =
    [
        "bind:",
        "  - { metric: fine_answers, measures: right, arms: { label: variant, baseline: old, canary: new } }",
        "  - { metric: known_answers, measures: labelled, arms: { label: variant, baseline: old, canary: new } }",
        "labels: { share: 50%, delay: 5s }",
    ];

    /// <summary>Queries, and what a rollback on them detects.</summary>
    public static TheoryData<string, string> Measured => new()
    {
        { ManifestText.ErrorShare, "errors" },
        { $"histogram_quantile(0.99, sum by (le) (rate({Latency}_bucket{{{Canary}}}[5m])))", "latency.p99" },
        { $"sum(rate({Latency}_sum{{{Canary}}}[5m])) / sum(rate({Latency}_count{{{Canary}}}[5m]))", "latency.mean" },
        { $"sum(rate({Latency}_bucket{{{Canary},le=\"100\"}}[5m])) / sum(rate({Latency}_bucket{{{Canary},le=\"+Inf\"}}[5m]))", "latency.p99" },
    };

    [Theory]
    [InlineData("sum(rate(my_own_total[5m]))", "t.yaml:14:28 CM2192", "my_own_total")]
    [InlineData("1 - sum(rate(istio_requests_total{reporter=\"destination\",destination_service_name=\"nobody\"}[5m]))", "t.yaml:14:32 CM2192", "nobody")]
    public void Selector_ThatNothingAnswers_IsLocatedInTheFile(string query, string place, string said)
    {
        Diagnostic diagnostic = Assert.Single(ManifestText.Asks(query).Ask([]).Said);
        Assert.Equal(place, ManifestText.Place(diagnostic));
        Assert.Contains(said, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("buckets: [70ms, 140ms]", "140", true)]
    [InlineData("buckets: [70ms, 140ms]", "100", false)] // Istio's own, which these replace
    [InlineData("buckets: [+140ms]", "140", true)]
    [InlineData("buckets: [+140ms]", "100", true)]
    [InlineData("buckets: [+140ms]", "70", false)]
    public void Bucket_ThatTheScenariosTelemetryDoesNotHave_IsNotAskedInVain(string buckets, string bound, bool isThere)
    {
        ForeignPolicy policy = ManifestText.Asks($"sum(rate({Latency}_bucket{{{Canary},le=\"{bound}\"}}[5m]))");
        PairingResult result = policy.Bind(Compiled($"telemetry: {{ {buckets} }}"));
        if (isThere)
            Assert.IsType<PairingResult.Bound>(result);
        else
            Assert.Equal(["t.yaml:14:28 CM2192"], Assert.IsType<PairingResult.NotFaithful>(result).Diagnostics.Select(ManifestText.Place));
    }

    [Fact]
    public void Selector_ThatNothingAnswers_IsLocatedInItsLineOfALongQuery()
    {
        string template = ManifestText.Asking("QUERY").Replace("'QUERY'", "|\n            sum(\n              rate(my_own_total[5m])\n            )", StringComparison.Ordinal);
        ForeignPolicy policy = ManifestText.Policy(ManifestText.Set(("r.yaml", ManifestText.Rollout()), ("t.yaml", template)));
        Assert.Equal(["t.yaml:16:20 CM2192"], policy.Ask([]).Said.Select(ManifestText.Place));
        Assert.IsType<PairingResult.NotFaithful>(policy.Bind(Compiled()));
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void Query_TellsWhatItsCheckMeasures(string query, string metric) => Assert.Equal([metric], MetricsOf(ManifestText.Asks(query), []).Select(each => each.Name));

    [Fact]
    public void Query_OfRequestsOnly_MayMeasureAnything() =>
        Assert.IsType<Metric.Query>(Assert.Single(MetricsOf(ManifestText.Asks($"sum(rate(istio_requests_total{{{Canary}}}[5m]))"), [])));

    [Fact]
    public void Counters_ThatTheScenarioDescribes_MeasureAccuracy()
    {
        LoadedScenario scenario = Compiled(OwnCounters);
        ForeignPolicy policy = Watching();
        Assert.NotEmpty(policy.Ask([]).Said);
        Assert.IsType<Metric.Accuracy>(Assert.Single(MetricsOf(policy, scenario.File.Described)));
    }

    // 97 % of some 600 to 2,400 labelled answers a window are right, or 67 %: either side of 90 % by more than 8 standard errors.
    [Theory]
    [InlineData("truth: healthy", RolloutOutcome.Promoted, false)]
    [InlineData("canary: { like: baseline, faults: [ { accuracyDrop: { by: 30pp } } ] }", RolloutOutcome.RolledBackOnEvidence, true)]
    public void Counters_ThatTheScenarioDescribes_CarryTheArmsAccuracy(string line, RolloutOutcome outcome, bool detected)
    {
        LoadedScenario scenario = Compiled([.. OwnCounters, line]);
        Pairing pairing = Assert.IsType<PairingResult.Bound>(Watching().Bind(scenario)).Pairing;
        RolloutResult result = pairing.Trace(20261128, 0).Result;
        Assert.Equal((outcome, detected), (result.Outcome, result.Detected));
    }

    [Fact]
    public void Policy_OfAManifest_RunsAsOftenAsAsked_AndTheResultDependsOnSeedAndNumberOnly()
    {
        Pairing pairing = Assert.IsType<PairingResult.Bound>(ManifestText.Asks(ManifestText.ErrorShare).Bind(Compiled())).Pairing;
        RolloutResult fresh = pairing.Trace(7, 5).Result;
        Pairing again = Assert.IsType<PairingResult.Bound>(ManifestText.Asks(ManifestText.ErrorShare).Bind(Compiled())).Pairing;
        Workbench.Replications.IRolloutSource source = again.ForStudy().Prepare();
        for (int replication = 0; replication < 5; replication++)
            source.Run(7, replication);
        Assert.Equal(fresh, source.Run(7, 5));
    }

    private static ForeignPolicy Watching() => ManifestText.Asks(
        "sum(rate(fine_answers{variant=\"new\"}[2m])) / sum(rate(known_answers{variant=\"new\"}[2m]))", "len(result) > 0 && result[0] >= 0.9");

    private static ImmutableArray<Metric> MetricsOf(ForeignPolicy policy, ImmutableArray<PromQL.Bindings.MetricFamily> described)
    {
        ForeignQueries queries = Assert.IsType<ReadResult<ForeignQueries>.Read>(policy.Ask(described)).Value;
        return MeasuredMetrics.Of(policy.Manifest.Controller, queries.Bindings);
    }

    private static LoadedScenario Compiled(params string[] lines) =>
        Assert.IsType<ReadResult<LoadedScenario>.Read>(LoadedScenario.Compile(ScenarioText.Accepted(lines))).Value;
}
