using System.Collections.Immutable;
using System.Globalization;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>
/// A running Prometheus (Debian's package, 2.42.0) gets the series of simulated rollouts, stale markers included, and answers every query of the shipped policies,
/// of Flagger with any provider, and of the tools' documents as the simulation's own panel does. Seeds are fixed, so there are no false alarms.
/// </summary>
public sealed class PrometheusTests
{
    private const long DayInMilliseconds = 86_400_000;

    /// <summary>How many moments a query must have a number at, so that an agreement says something.</summary>
    private const int LeastNumbers = 20;

    /// <summary>As a policy may write them: their series tell response codes apart.</summary>
    private static readonly ImmutableArray<QueryNeed> Written =
    [
        .. from text in new[]
           {
               "histogram_quantile(0.9, sum(rate(seldon_api_executor_client_requests_seconds_bucket{predictor_name=\"$arm\",code=\"200\"}[2m])) by (le))",
               "histogram_quantile(0.5, sum(rate(seldon_api_executor_client_requests_seconds_bucket{predictor_name=\"$arm\"}[90s])) by (le, code))",
               "topk(1, sum by (pod) (increase(seldon_api_executor_client_requests_seconds_count{predictor_name=\"$arm\"}[2m])))",
               "max_over_time(avg(model_accuracy{predictor_name=\"$arm\"})[3m:30s]) - min(model_accuracy{predictor_name=\"$arm\"})",
           }
           from arm in new[] { Arm.Baseline, Arm.Canary }
           select new QueryNeed(0, arm, new QueryQuestion.Written(text)),
    ];

    /// <summary>The usual query of every metric that has one.</summary>
    private static readonly ImmutableArray<QueryNeed> Usual =
    [
        .. from metric in new Metric[]
           {
               new Metric.LatencyQuantile(0.5), new Metric.LatencyQuantile(0.99), new Metric.LatencyMean(), new Metric.Errors(), new Metric.Accuracy(),
               new Metric.Conversion(), new Metric.Revenue(),
           }
           from arm in new[] { Arm.Baseline, Arm.Canary }
           select new QueryNeed(0, arm, new QueryQuestion.Usual(metric, TimeSpan.FromSeconds(90))),
    ];

    [Fact]
    public void Worlds_HaveAllThatHappensToSeries()
    {
        PlayedWorld world = AskedWorld.Native("usual, crashes", Usual, AskedWorld.Crashing).World;
        var counters = world.Series.Where(series => series.Labels.Name.EndsWith("_count", StringComparison.Ordinal)).Select(series => series.Samples).ToList();
        int Steps(Func<RecordedSample, RecordedSample, bool> isOne) => counters.Sum(samples => samples.Zip(samples.Skip(1), isOne).Count(each => each));
        Assert.InRange(Steps((_, next) => next.IsStale), 30, int.MaxValue);
        Assert.InRange(Steps((sample, next) => !sample.IsStale && !next.IsStale && next.Value < sample.Value), 10, int.MaxValue);
        Assert.InRange(counters.Sum(samples => samples.Where(sample => !sample.IsStale).Zip(samples.Where(sample => !sample.IsStale).Skip(1),
            (sample, next) => next.Value < sample.Value).Count(each => each)), 20, int.MaxValue);
        Assert.InRange(counters.Count(samples => samples is [{ Milliseconds: > 60_000 }, ..]), 4, counters.Count - 1);
    }

    [Fact]
    public async Task NativePolicies_AreAnsweredAsByPrometheus()
    {
        List<AskedWorld> asked =
        [
            AskedWorld.Native("usual", Usual, AskedWorld.Plain), AskedWorld.Native("usual, jitter", Usual, AskedWorld.Jittery),
            AskedWorld.Native("usual, crashes", Usual, AskedWorld.Crashing), AskedWorld.Native("written", Written, AskedWorld.Plain),
        ];
        foreach (string name in ShippedFiles.Policies)
        {
            Policy policy = ShippedFiles.Policy(name);
            if (!policy.Checks.Any(check => check.Method is CheckMethod.Point))
                continue;
            BoundPolicy bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, AskedWorld.Shape)).Policy;
            asked.Add(AskedWorld.Native(name, new NativeController(bound).Measurements.Queries, AskedWorld.Jittery));
        }

        Assert.Contains(asked, one => one.Name == "guide-script");
        await AssertEqualAsync(asked);
    }

    [Fact]
    public async Task ShippedManifests_AreAnsweredAsByPrometheus() => await AssertEqualAsync(
    [
        ManifestQueries.OfTemplates("argo-guide", isJittery: true),
        .. ManifestQueries.OfPolicies("argo-repaired", isJittery: false),
        .. ManifestQueries.OfPolicies("flagger-guide", isJittery: true),
        .. ManifestQueries.OfPolicies("flagger-repaired", isJittery: false),
        ManifestQueries.OfRules("prometheus-rules-guide", isJittery: true),
        ManifestQueries.OfRules("prometheus-rules-repaired", isJittery: false),
    ]);

    [Fact]
    public async Task FlaggersProviders_AreAnsweredAsByPrometheus() =>
        await AssertEqualAsync([.. ManifestQueries.Providers.Select((one, i) => ManifestQueries.OfFlagger(one.Provider, one.TargetKind, i % 2 == 0))]);

    [Fact]
    public async Task QueriesOfDocuments_AreAnsweredAsByPrometheus() =>
        await AssertEqualAsync([.. WildQueries.Answered.Select((one, i) => OfDocument(one.Source, one.Text, i % 2 == 0))]);

    [Fact]
    public async Task QueriesThatNothingAnswers_AreRefusedForASimulationAndAnsweredAsByPrometheus()
    {
        foreach ((_, string text) in WildQueries.Unanswered)
        {
            CompiledQuery query = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(WildQueries.Filled(text))).Query;
            Assert.NotEmpty(QueryBindings.Of([query], new BindingOptions(WildQueries.Names)).Unbound);
        }

        await AssertEqualAsync([.. WildQueries.Unanswered.Select(one => OfDocument(one.Source, one.Text, isJittery: false))]);
    }

    [Fact]
    public async Task TextsThatAreNoQueries_AreRefusedByBoth()
    {
        await using PrometheusServer server = await PrometheusServer.StartAsync();
        foreach ((string source, string text) in WildQueries.Refused)
        {
            string query = WildQueries.Filled(text);
            Assert.True((await server.AskAsync(query, 0)).IsError, source);
            Assert.True(CompiledQuery.Compile(query) is CompileResult.Refused, source);
        }
    }

    private static AskedWorld OfDocument(string source, string text, bool isJittery) =>
        AskedWorld.Foreign(source, [WildQueries.Filled(text)], new BindingOptions(WildQueries.Names), isJittery);

    // Each world gets days of its own in one store: no lookback or range reaches from one into the next.
    private static async Task AssertEqualAsync(List<AskedWorld> worlds)
    {
        await using PrometheusServer server = await PrometheusServer.StartAsync();
        List<string> differences = [];
        for (int i = 0; i < worlds.Count; i++)
        {
            AskedWorld asked = worlds[i];
            await server.WriteAsync(asked.World.Series, i * DayInMilliseconds);
            int[] numbers = new int[asked.Queries.Length];
            foreach ((long moment, QueryAnswer[] answers) in asked.World.Answers)
                for (int query = 0; query < answers.Length; query++)
                {
                    QueryAnswer there = await server.AskAsync(asked.Queries[query], moment + i * DayInMilliseconds);
                    numbers[query] += there.Values.Values.Any(double.IsFinite) ? 1 : 0;
                    string difference = answers[query].DifferenceFrom(there);
                    if (difference.Length > 0)
                        differences.Add(string.Create(CultureInfo.InvariantCulture, $"{asked.Name}, {moment} ms, {asked.Queries[query]}: {difference}"));
                }

            for (int query = 0; query < numbers.Length; query++)
                if (numbers[query] < LeastNumbers)
                    differences.Add(string.Create(CultureInfo.InvariantCulture, $"{asked.Name}: only {numbers[query]} answers to {asked.Queries[query]}"));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(50))}");
    }
}
