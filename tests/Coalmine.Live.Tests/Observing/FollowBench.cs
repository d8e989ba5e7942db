using System.Collections.Immutable;
using System.Text;
using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Observing;
using Coalmine.Live.Tests.Driving;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Following;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Observing;

/// <summary>A rollout of somebody else that is followed in memory, on virtual time.</summary>
internal sealed class FollowBench : IRolloutWitness, IFollowPlanner
{
    public const string Usual = """
        kind: Policy
        plan: { weights: [10, 50], every: 1m, passes: 3, maximum: 2h }
        evidence: { samples: 500, duration: 1m }
        checks: [ { metric: errors, atMost: 2% } ]
        noData: { holdUpTo: 5m, then: rollback }
        """;

    private static readonly DateTimeOffset Begins = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly TelemetryShape Shape = new() { LatencyBounds = [0.1], ScrapeInterval = TimeSpan.FromSeconds(15) };
    private readonly FakeTarget _traffic;

    public FollowBench()
    {
        _traffic = new FakeTarget(Time);
        Pipeline = new FakePipeline(() => _traffic.Weight.Share);
    }

    public VirtualTime Time { get; } = new(Begins);

    public FakeFollowed Followed { get; } = new();

    public FakePipeline Pipeline { get; }

    public MemoryJournal Journal { get; } = new();

    public List<string> Told { get; } = [];

    public FollowWorld World => new() { Pipeline = _ => Pipeline, Followed = Followed, Store = Journal, Witness = this, Time = Time };

    /// <summary>Gives the canary a share, in the cluster and in the traffic.</summary>
    public void Shift(int percent)
    {
        _traffic.Weight = new TrafficWeight(percent);
        Followed.Reading = Followed.Reading with { Stage = FollowedStage.UnderWay, Weight = _traffic.Weight };
    }

    public FollowedRollout Rollout() =>
        new(World, Controller(), Header("v2"), "v2", (Journal.LoadAsync(CancellationToken.None).AsTask().Result as StoredRollout.Kept)?.Rollout);

    public ValueTask<LivePlanning> BeginAsync(string revision, CancellationToken cancellation) => new(new LivePlanning.Ready(Header(revision), Controller()));

    public LivePlanning GoOn(JournalHeader header) => new LivePlanning.Ready(header, Controller());

    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        Told.Add($"{message.Id} {message.Text}");
        return ValueTask.CompletedTask;
    }

    private JournalHeader Header(string revision) => new()
    {
        Rollout = $"fraud-{revision}",
        Origin = Time.GetUtcNow(),
        Controller = FollowingController.Name,
        Options = ImmutableSortedDictionary<string, string>.Empty.Add(IFollowPlanner.Revision, revision),
        Policy = [new PolicyText("policy.yaml", Usual)],
        Telemetry = Shape,
        Counters = Controller().Measurements.Counters,
    };

    private static FollowingController Controller()
    {
        ReadResult<PolicyFile> read = SourceDecoder.Decode("policy.yaml", Encoding.UTF8.GetBytes(Usual)).Then(YamlLoader.LoadOne).Then(PolicyReader.Read);
        Policy policy = Assert.IsType<ReadResult<PolicyFile>.Read>(read).Value.Policy;
        return new FollowingController(Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, Shape)).Policy);
    }
}
