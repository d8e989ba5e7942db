using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Coalmine.Live.Driving;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Live.Operating.Watching;
using Coalmine.Live.Tests.Driving;
using Coalmine.Rollouts.Journal;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

public sealed partial class LiveTelemetryTests : IDisposable
{
    private readonly LiveBench _bench = new();
    private readonly LiveTelemetry _telemetry;

    public LiveTelemetryTests() => _telemetry = new LiveTelemetry("fraud", _bench.Time);

    public void Dispose()
    {
        _telemetry.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void ARolledBackRollout_IsToldInNumbers()
    {
        _bench.Pipeline.CanaryErrors = 0.2;
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, Drive().Outcome);
        string text = _telemetry.Write();
        Assert.Contains("\ncoalmine_live_decisions_total{kind=\"rollback\",rollout=\"fraud\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\ncoalmine_live_decisions_total{kind=\"promote\",rollout=\"fraud\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("\ncoalmine_live_weight_asked_ratio{rollout=\"fraud\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("\ncoalmine_live_open{rollout=\"fraud\"} 0\n", text, StringComparison.Ordinal);
        Assert.Matches(AppliedWrites(), text);
        Assert.Matches(Looks(), text);
    }

    [Fact]
    public void WhileItRuns_WeightAndDataAreShown()
    {
        _ = Begin();
        _bench.Time.Pass(TimeSpan.FromSeconds(90));
        string text = _telemetry.Write();
        Assert.Contains("\ncoalmine_live_weight_asked_ratio{rollout=\"fraud\"} 0.1\n", text, StringComparison.Ordinal);
        Assert.Contains("\ncoalmine_live_open{rollout=\"fraud\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\ncoalmine_live_last_data_timestamp_seconds{rollout=\"fraud\"} 17", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PromtoolHasNothingToSayAboutIt()
    {
        _ = Begin();
        _bench.Time.Pass(TimeSpan.FromSeconds(90));
        Assert.Equal("", Promtool.Refusal(_telemetry.Write(), "check", "metrics"));
    }

    /// <summary>An alert about a metric that nobody shows would be silent for ever.</summary>
    [Fact]
    public void AlertsAndDashboards_NameMetricsThatThereAre()
    {
        _ = Begin();
        _bench.Time.Pass(TimeSpan.FromSeconds(90));
        HashSet<string> shown = [.. Name().Matches(_telemetry.Write()).Select(match => match.Value)];
        string used = string.Join('\n', AlertRules.Of(WatchedPolicy.Read(), WatchedPolicy.Names, "fraud").Select(rule => rule.Expression))
            + Dashboard.Of(WatchedPolicy.Read(), WatchedPolicy.Names, "fraud").ToJsonString();
        string[] names = [.. Name().Matches(used).Select(match => match.Value).Distinct()];
        Assert.True(names.Length > 8);
        Assert.Empty(names.Except(shown));
    }

    /// <summary>The text format's rules for label values and help: backslash, double quote and line feed are escaped (Prometheus, exposition formats, 0.0.4).</summary>
    [Fact]
    public void TextIsEscaped_AndCountersAdd()
    {
        using Meter meter = new("test");
        using MetricsText text = new(meter);
        Counter<long> counter = meter.CreateCounter<long>("a_b", null, "One\\two\nthree");
        counter.Add(2, new KeyValuePair<string, object?>("z", "x\"y\\z\nw"), new KeyValuePair<string, object?>("b", 1));
        counter.Add(3, new KeyValuePair<string, object?>("b", 1), new KeyValuePair<string, object?>("z", "x\"y\\z\nw"));
        Assert.Equal("# HELP a_b_total One\\\\two\\nthree\n# TYPE a_b_total counter\na_b_total{b=\"1\",z=\"x\\\"y\\\\z\\nw\"} 5\n", text.Write());
    }

    private LiveEnd Drive() => _bench.Time.Run(Begin(), TimeSpan.FromHours(12));

    private Task<LiveEnd> Begin()
    {
        LiveWorld world = new()
        {
            Pipeline = _ => _bench.Pipeline,
            Traffic = new CountedTraffic(_bench.Target, _telemetry),
            Hooks = _bench,
            Store = _bench.Store,
            Lease = _bench,
            Desk = _bench,
            Witness = new Witnesses(_bench, _telemetry),
            Time = _bench.Time,
        };
        LiveRollout rollout = new(world, _bench.Rules, _bench.Controller(), _bench.Header);
        _telemetry.Standing = () => rollout.Standing;
        return rollout.RunAsync(CancellationToken.None);
    }

    [GeneratedRegex("coalmine_live_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex("""coalmine_live_writes_total\{result="applied",rollout="fraud"\} [1-9]""")]
    private static partial Regex AppliedWrites();

    [GeneratedRegex("""coalmine_live_looks_total\{rollout="fraud"\} [1-9]""")]
    private static partial Regex Looks();
}
