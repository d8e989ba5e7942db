using System.Net;
using System.Text;
using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Files;
using Coalmine.Live.Hooks;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Operating.Standings;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Tests.Driving;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Operators;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>
/// A whole rollout with secrets planted wherever there are any, in a world whose servers show in their errors everything that they were sent, as pages of
/// proxies do. Nothing that is written down or shown may hold one of them.
/// </summary>
public sealed class PlantedSecretsTests : IDisposable, ILivePlanner
{
    private const string ClusterToken = "planted-cluster-token";
    private const string MetricsToken = "planted-metrics-token";
    private const string MetricsPassword = "planted-metrics-password";
    private const string HookSecret = "planted-hook-secret";
    private readonly LiveBench _bench = new(LiveBench.Usual.Replace("maximum: 2h", "maximum: 2h, hooks: { rollback: pager }", StringComparison.Ordinal));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly OperatedServer _server;
    private readonly FakeCluster _cluster;
    private readonly StringBuilder _written = new();

    public PlantedSecretsTests()
    {
        _server = new OperatedServer(_time);
        _cluster = new FakeCluster(_server.Core);
        _server.Core.Access.AddUser(ClusterToken, "driver");
        _server.Core.Access.Grant("driver", ["*"], "*", "*");
    }

    public void Dispose()
    {
        _cluster.Dispose();
        _server.Dispose();
        _bench.Dispose();
    }

    public ValueTask<LivePlanning> BeginAsync(CancellationToken cancellation) => new(new LivePlanning.Ready(_bench.Header, _bench.Controller()));

    public LivePlanning GoOn(JournalHeader header) => new LivePlanning.Ready(header, _bench.Controller());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NoSecretIsWrittenDownOrShown(bool isBasic)
    {
        PrometheusConnection connection = new(new Uri("http://prometheus.test/"))
        {
            Retries = 0,
            Credentials = isBasic
                ? new PrometheusCredentials.Basic("user", Secret("password", MetricsPassword))
                : new PrometheusCredentials.Bearer(Secret("token", MetricsToken)),
        };
        HookEndpoint hook = new()
        {
            Name = "pager",
            Url = new Uri("https://hooks.example/pager"),
            SecretFile = Secret("hook", HookSecret),
            Retries = 0,
            Events = [HookEvent.RolledBack]
        };
        using PrometheusClient prometheus = new(connection, _time, new Echo(null, 0));
        using HttpHookCaller hooks = new([hook], _time, new Echo(null, 0));
        using ClusterClient client = _server.Client(ClusterToken, new Echo(new ApiServerHandler(_server.Core), 7));
        using LiveTelemetry telemetry = new("fraud", _time);
        await DriveAsync(client, prometheus, hooks, telemetry);
        _written.AppendLine(telemetry.Write());
        foreach (string file in Directory.GetFiles(_server.Folder, "*.jsonl"))
            _written.AppendLine(File.ReadAllText(file));
        foreach ((string group, string plural) in new[] { ("", "configmaps"), ("", "events"), ("coordination.k8s.io", "leases"), ("machinelearning.seldon.io", "seldondeployments") })
            foreach (System.Text.Json.Nodes.JsonObject kept in _server.Core.List(group, plural))
                _written.AppendLine(kept.ToJsonString());
        string all = _written.ToString();

        // The servers did show what they were sent, and the rollout did write of it.
        Assert.Contains("Authorization: Bearer ***", all, StringComparison.Ordinal);
        Assert.Contains("Coalmine-Signature", all, StringComparison.Ordinal);
        foreach (string secret in new[] { ClusterToken, MetricsToken, MetricsPassword, HookSecret, Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{MetricsPassword}")) })
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }

    private async Task DriveAsync(ClusterClient client, PrometheusClient prometheus, HttpHookCaller hooks, LiveTelemetry telemetry)
    {
        TrafficControl traffic = new(client, _server.Settings.Target, _time);
        StateMap map = new(client, "ml", "fraud");
        using JournalFile journal = new(_server.Folder, "fraud");
        Witnesses witnesses = new(
            _bench, telemetry, new LiveLog(new Captured(_written), "fraud"), new ClusterWitness(new EventRecorder(client, _time), traffic.Resource),
            new HookWitness(hooks, "fraud"));
        LiveWorld world = new()
        {
            Pipeline = shape => new PrometheusPipeline(prometheus, WatchedPolicy.Names, shape, _time),
            Traffic = new CountedTraffic(traffic, telemetry),
            Hooks = hooks,
            Store = new HandedOverJournal(journal, map, (_bench, witnesses, _time)),
            Lease = _bench,
            Desk = map,
            Witness = witnesses,
            Time = _time,
        };
        LiveDriver driver = new(world, new LiveRules(), this, "fraud");
        Task<LiveEnd> driving = driver.DriveAsync(CancellationToken.None);

        // Files are read on other threads, so that virtual time cannot leap; it is pushed on until the rollout has ended.
        for (int turn = 0; turn < 3_000 && !driving.IsCompleted; turn++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True(driving.IsCompleted, string.Join('\n', _bench.Told.TakeLast(20)));
        LiveEnd end = await driving;
        _written.AppendLine(end.Text).AppendLine(StatusJson.Of(driver.Rollout!.Standing).ToJsonString());
        _written.AppendJoin('\n', _bench.Told).AppendLine();
    }

    private string Secret(string name, string text)
    {
        string file = Path.Combine(_server.Folder, name);
        File.WriteAllText(file, text + "\n");
        return file;
    }

    /// <summary>Answers each request, or every so many of them, with an error that holds all of its headers; hands the others on.</summary>
    private sealed class Echo(HttpMessageHandler? inner, int every) : DelegatingHandler(inner ?? new HttpClientHandler())
    {
        private int _asked;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (every > 0 && ++_asked % every != 0)
                return base.SendAsync(request, cancellationToken);
            string headers = request.Headers.ToString().ReplaceLineEndings(" ");
            string decoded = request.Headers.Authorization is { Scheme: "Basic", Parameter: { } basic } ? Encoding.UTF8.GetString(Convert.FromBase64String(basic)) : "";
            string body = every > 0
                ? $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"InternalError","message":"{{headers}}","code":500}"""
                : $$"""{"status":"error","errorType":"internal","error":"{{headers}} {{decoded}}"}""";
            return Task.FromResult(new HttpResponseMessage(every > 0 ? HttpStatusCode.InternalServerError : HttpStatusCode.Forbidden)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
        }
    }

    private sealed class Captured(StringBuilder written) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            written.Append(eventId.Id).Append(' ').AppendLine(formatter(state, exception)).Append(exception);
    }
}
