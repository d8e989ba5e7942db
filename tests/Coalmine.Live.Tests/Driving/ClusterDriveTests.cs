using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Tests.Clusters;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Operators;
using Coalmine.Testing.Clusters.Server;
using k8s;
using Xunit;

namespace Coalmine.Live.Tests.Driving;

/// <summary>A rollout on a SeldonDeployment of the fake API server, by the real adapters, with the journal in a file and in the ConfigMap.</summary>
public sealed class ClusterDriveTests : IDisposable, ILivePlanner
{
    private const string Long = """
        kind: Policy
        plan: { weights: [5, 10, 20, 30, 50], every: 1m, passes: 5, maximum: 4h }
        evidence: { samples: 500, duration: 1m }
        checks: [ { metric: errors, atMost: 2% } ]
        noData: { holdUpTo: 5m, then: rollback }
        """;

    private readonly LiveBench _bench;
    private readonly ApiServerCore _core;
    private readonly FakeCluster _cluster;
    private readonly ClusterClient _client;
    private readonly StateMap _map;
    private readonly List<string> _folders = [];
    private int _mostBytes = 256 << 10;
    private long _othersFrom = long.MaxValue;

    public ClusterDriveTests()
        : this(LiveBench.Usual)
    {
    }

    private ClusterDriveTests(string policy)
    {
        _bench = new LiveBench(policy);
        _core = new ApiServerCore(_bench.Time);
        _cluster = new FakeCluster(_core);
        KubernetesClientConfiguration admin = new() { Host = "http://localhost:1", AccessToken = AccessRules.AdminToken };
        _client = new ClusterClient(ClusterConnection.Of(admin), _bench.Time, new ApiServerHandler(_core));
        _map = new StateMap(_client, "ml", "fraud");
        string manifest = Server.Manifest.Replace("\"traffic\":90", "\"traffic\":100", StringComparison.Ordinal).Replace("\"traffic\":10,", "\"traffic\":0,", StringComparison.Ordinal);
        Assert.Equal(201, _core.Handle(new ApiRequest("POST", Server.Collection, "application/json", manifest)).Status);
    }

    public ValueTask<LivePlanning> BeginAsync(CancellationToken cancellation) => new(new LivePlanning.Ready(_bench.Header, _bench.Controller()));

    public LivePlanning GoOn(JournalHeader header) => new LivePlanning.Ready(header, _bench.Controller());

    [Fact]
    public void HealthyCanary_BecomesTheBaseline_AndTheConfigMapIsEmptyAgain()
    {
        LiveEnd end = Drive(out _);
        Assert.Equal((LiveEndKind.Finished, RolloutOutcome.Promoted), (end.Kind, end.Outcome));
        JsonNode predictor = Assert.Single(Target()["spec"]!["predictors"]!.AsArray())!;
        Assert.Contains("gs://v2", predictor.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(Map()["binaryData"]?["journal.jsonl.br"]);
    }

    [Fact]
    public void AProcessThatIsStartedAgainAfterTheEnd_BeginsNoRolloutWithoutACanary()
    {
        Drive(out _);
        string before = Target().ToJsonString();
        _bench.Fence = 2;
        LiveEnd end = Drive(out LiveDriver driver);
        Assert.Equal((LiveEndKind.NotDriven, RolloutOutcome.Open), (end.Kind, end.Outcome));
        Assert.StartsWith("The target does not take the plan's first change, and was not touched: ", end.Text, StringComparison.Ordinal);
        Assert.Null(driver.Rollout);
        Assert.Equal(before, Target().ToJsonString());
    }

    [Theory]
    [InlineData(1, "Another driver has had the target since this process was started, or just before: rollout fraud-")]
    [InlineData(2, "The target does not take the plan's first change, ")]
    public void WhoeverWasStartedBeforeARolloutEnded_BeginsNoSecondOneOfTheSameCanary_ButWhoWasStartedAfterItDoes(long othersFrom, string text)
    {
        _bench.Pipeline.CanaryErrors = 0.3;
        LiveEnd first = Drive(out _);
        Assert.Equal((LiveEndKind.Finished, RolloutOutcome.RolledBackOnEvidence), (first.Kind, first.Outcome));
        string before = Target().ToJsonString();

        // The first one bore number 1; this target lacks a canary for a new rollout.
        (_bench.Fence, _othersFrom) = (3, othersFrom);
        LiveEnd end = Drive(out LiveDriver driver);
        Assert.Equal((LiveEndKind.NotDriven, RolloutOutcome.Open), (end.Kind, end.Outcome));
        Assert.StartsWith(text, end.Text, StringComparison.Ordinal);
        Assert.Null(driver.Rollout);
        Assert.Equal(before, Target().ToJsonString());
    }

    [Fact]
    public void AnotherPod_GoesOnFromTheConfigMap()
    {
        _bench.Pipeline.CanaryErrors = 0.001;
        Task<LiveEnd> first = Begin(out LiveDriver driver);
        _bench.Time.Pass(TimeSpan.FromSeconds(90));
        Assert.Equal(10, Share());
        int steps = driver.Rollout!.Entries.Count;
        Assert.False(first.IsCompleted);

        // The first pod is gone with its disk; the next has an empty folder and a newer number.
        _bench.Fence = 2;
        LiveEnd end = Drive(out LiveDriver next);
        Assert.Equal(RolloutOutcome.Promoted, end.Outcome);
        Assert.True(next.Rollout!.Entries.Count > steps);
        Assert.Contains(_bench.Told, said => said.StartsWith("CM3101", StringComparison.Ordinal));
    }

    [Fact]
    public void AnotherPod_GoesOnFromTheSnapshot_WhereTheJournalIsTooLargeForTheConfigMap()
    {
        using ClusterDriveTests whole = new(Long);
        Assert.Equal(RolloutOutcome.Promoted, whole.Drive(out _).Outcome);
        using ClusterDriveTests broken = new(Long) { _mostBytes = 4 << 10 };
        LiveEnd? end = null;
        int pods = 0;
        for (; end is not { Kind: LiveEndKind.Finished } && pods < 200; pods++)
        {
            // Each pod has an empty folder, and is gone 77 s later.
            broken._bench.Fence = pods + 1;
            using CancellationTokenSource stop = new();
            Task<LiveEnd> running = broken.BeginUntil(stop.Token, out _);
            broken._bench.Time.Pass(TimeSpan.FromSeconds(77));
            stop.Cancel();
            end = broken._bench.Time.Run(running, TimeSpan.FromMinutes(20));
        }

        Assert.Equal(whole._bench.Decided, broken._bench.Decided);
        Assert.InRange(pods, 10, 199);
        Assert.DoesNotContain(broken._bench.Told, told => told.StartsWith("CM3123", StringComparison.Ordinal));
        Assert.True(broken._folders.Count(folder => Journals(folder).Any(BeginsWithASnapshot)) > 5);
    }

    [Fact]
    public void TheJournalOfALiveRun_HoldsItsSamples_AndSaysTheSameWhenItIsReplayed()
    {
        Drive(out _);
        string journal = Assert.Single(Journals(Assert.Single(_folders)));
        RecordedRollout recorded = Assert.IsType<JournalReading.Read>(JournalLines.Read(Encoding.UTF8.GetBytes(journal))).Rollout;
        Assert.Equal(_bench.Pipeline.HandedOut, recorded.Entries.Select(entry => entry.Observation.Measurements?.Samples).OfType<SampleWindow>()
            .SelectMany(samples => Enumerable.Range(0, samples.Rows).Select(samples.TimeOf)));
        RolloutJournal again = ReplayedRollout.Replay(recorded.Entries, _bench.Controller());
        Assert.Equal(recorded.Entries.Length, again.Entries.Count);
        Assert.All(recorded.Entries.Zip(again.Entries), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
    }

    [Fact]
    public void AnOlderDriverThatWakesUp_WritesNothing()
    {
        Task<LiveEnd> first = Begin(out _);
        _bench.Time.Pass(TimeSpan.FromSeconds(90));
        Annotate("coalmine.dev/fence", "7", "/api/v1/namespaces/ml/configmaps/coalmine-fraud");
        LiveEnd end = _bench.Time.Run(first, TimeSpan.FromHours(1));
        Assert.Equal(LiveEndKind.Superseded, end.Kind);
        Assert.Equal(10, Share());
    }

    [Fact]
    public void OperatorsAreHeardThroughTheAnnotation_Once()
    {
        Task<LiveEnd> running = Begin(out LiveDriver driver);
        _bench.Time.Pass(TimeSpan.FromSeconds(70));
        Assert.Equal("", _bench.Time.Run(_map.LeaveAsync("pause by test", CancellationToken.None).AsTask(), TimeSpan.Zero));
        _bench.Time.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(10, Share());
        Assert.Single(driver.Rollout!.Entries, entry => entry.Observation.Kind == ObservationKind.OperatorSaid);
        Assert.Null(Map()["metadata"]!["annotations"]!["coalmine.dev/say"]);
        _bench.Time.Run(_map.LeaveAsync("abort by test", CancellationToken.None).AsTask(), TimeSpan.Zero);
        Assert.Equal(RolloutOutcome.RolledBackOnOrder, _bench.Time.Run(running, TimeSpan.FromHours(1)).Outcome);
    }

    [Fact]
    public void AWeightOfOursWithoutAJournal_IsTakenAway()
    {
        _ = Begin(out _);
        _bench.Time.Pass(TimeSpan.FromSeconds(90));
        _core.Handle(new ApiRequest("DELETE", "/api/v1/namespaces/ml/configmaps/coalmine-fraud"));
        _bench.Fence = 2;
        LiveEnd end = Drive(out _);
        Assert.Equal((LiveEndKind.NotDriven, RolloutOutcome.RolledBackForWantOfEvidence), (end.Kind, end.Outcome));
        Assert.Equal(0, Share());
    }

    [Theory]
    [InlineData("fraud-1/1.0")]
    [InlineData("fraud-1/1.7+")]
    public void AChangeThatTheJournalTellsOtherwise_IsAnotherPods_AndTheTrafficIsTakenAway(string change)
    {
        _ = Begin(out LiveDriver first);
        _bench.Time.Pass(TimeSpan.FromSeconds(90));
        Assert.True(first.Rollout!.Entries.Count > 2);
        Assert.Empty(first.Rollout.Entries[1].Effects);
        Annotate("coalmine.dev/change", change, Server.Fraud);
        _bench.Fence = 2;
        LiveEnd end = Drive(out _);
        Assert.Equal((LiveEndKind.NotDriven, RolloutOutcome.RolledBackForWantOfEvidence), (end.Kind, end.Outcome));
        Assert.Contains("another pod has gone on", end.Text, StringComparison.Ordinal);
        Assert.Equal(0, Share());
    }

    [Fact]
    public void ADryRunChangesNothing_AndShowsEachWrite()
    {
        string before = Target().ToJsonString();
        DryRun dryRun = new(Control(), 1);
        var answers = _bench.Time.Run(dryRun.CheckAsync(_bench.Controller().Policy.Policy.Plan, CancellationToken.None).AsTask(), TimeSpan.FromMinutes(1));
        Assert.Contains(answers, answer => answer.Write == "give the canary 10 %" && answer.Answer is Coalmine.Live.Seam.TrafficWrite.Applied { Difference.Length: > 0 });
        Assert.Equal(before, Target().ToJsonString());
    }

    public void Dispose()
    {
        _client.Dispose();
        _cluster.Dispose();
        _bench.Dispose();
        foreach (string folder in _folders)
            Directory.Delete(folder, recursive: true);
    }

    private LiveEnd Drive(out LiveDriver driver) => _bench.Time.Run(Begin(out driver), TimeSpan.FromHours(12));

    private static bool BeginsWithASnapshot(string journal) => journal.AsSpan(journal.IndexOf('\n') + 1).StartsWith("{\"snapshot\":", StringComparison.Ordinal);

    private static IEnumerable<string> Journals(string folder) => Directory.GetFiles(folder, "*.jsonl").Select(file =>
    {
        // The pod that wrote it has it open.
        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    });

    private Task<LiveEnd> Begin(out LiveDriver driver) => BeginUntil(CancellationToken.None, out driver);

    private Task<LiveEnd> BeginUntil(CancellationToken stop, out LiveDriver driver)
    {
        string folder = Directory.CreateTempSubdirectory("coalmine-drive-").FullName;
        _folders.Add(folder);
        _bench.Pipeline.Share = () => Share() / 100.0;
        LiveWorld world = new()
        {
            Pipeline = _ => _bench.Pipeline,
            Traffic = Control(),
            Hooks = _bench,
            Lease = new FixedLease(_bench.Fence),
            Desk = _map,
            Witness = _bench,
            Time = _bench.Time,
            Store = new HandedOverJournal(new JournalFile(folder, "fraud"), _map, (new FixedLease(_bench.Fence), _bench, _bench.Time)) { MostBytes = _mostBytes },
        };
        driver = new LiveDriver(world, new LiveRules(), this, "fraud") { OthersFrom = _othersFrom };
        return driver.DriveAsync(stop);
    }

    private TrafficControl Control() => new(
        _client,
        new TrafficTarget { Platform = ServingPlatform.SeldonV1, Namespace = "ml", Name = "fraud", Baseline = "baseline", Canary = "canary" }, _bench.Time);

    private JsonNode Target() => JsonNode.Parse(_core.Handle(new ApiRequest("GET", Server.Fraud)).Body)!;

    private JsonNode Map() => JsonNode.Parse(_core.Handle(new ApiRequest("GET", "/api/v1/namespaces/ml/configmaps/coalmine-fraud")).Body)!;

    private void Annotate(string name, string value, string path)
    {
        JsonObject patch = new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [name] = value } } };
        _core.Handle(new ApiRequest("PATCH", path, Server.MergePatchType, patch.ToJsonString()));
    }

    private int Share() => Target()["spec"]!["predictors"]!.AsArray().Where(predictor => predictor!["name"]!.ToString() == "canary")
        .Select(predictor => (int?)predictor!["traffic"] ?? 0).FirstOrDefault();

    private sealed record FixedLease(long Fence) : IDriverLease
    {
        public CancellationToken Lost => CancellationToken.None;
    }
}
