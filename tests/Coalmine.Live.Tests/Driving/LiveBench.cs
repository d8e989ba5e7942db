using System.Text;
using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Driving;

/// <summary>A rollout in memory: everything around a <see cref="LiveRollout"/>, on virtual time.</summary>
internal sealed class LiveBench : IDriverLease, IOperatorDesk, IRolloutWitness, IHookCaller, IDisposable
{
    public const string Usual = """
        kind: Policy
        plan: { weights: [10, 50], every: 1m, passes: 3, maximum: 2h }
        evidence: { samples: 500, duration: 1m }
        checks: [ { metric: errors, atMost: 2% } ]
        noData: { holdUpTo: 5m, then: rollback }
        """;

    private static readonly TelemetryShape Shape = new() { LatencyBounds = [0.1], ScrapeInterval = TimeSpan.FromSeconds(15) };
    private readonly string _policy;
    private CancellationTokenSource _lost = new();

    public LiveBench(string policy = Usual)
    {
        _policy = policy;
        Target = new FakeTarget(Time);
        Pipeline = new FakePipeline(() => Target.Weight.Share);
        NewProcess();
    }

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    public FakeTarget Target { get; }

    public FakePipeline Pipeline { get; }

    public IRolloutStore Store { get; set; } = null!;

    public MemoryJournal Journal { get; } = new();

    public LiveRules Rules { get; set; } = new();

    public List<string> Told { get; } = [];

    /// <summary>Every step, whichever process made it. A step that was lost with its process stands here once.</summary>
    public List<JournalEntry> Stepped { get; } = [];

    /// <summary>Everything that was decided, and when.</summary>
    public IEnumerable<string> Decided => Stepped.Where(entry => entry.Decision.Kind != DecisionKind.None)
        .SelectMany(entry => entry.Sentences.Select(sentence => $"{entry.Decision.At.Seconds}: {sentence}"));

    public OperatorOrder? Order { get; set; }

    public long Fence { get; set; } = 1;

    public CancellationToken Lost => _lost.Token;

    public List<HookCall> Called { get; } = [];

    public Func<HookCall, Task<HookReply>> Hook { get; set; } = _ => Task.FromResult(new HookReply(true, "ok"));

    public void LoseTheLease() => _lost.Cancel();

    public void HaveTheLease() => _lost = new CancellationTokenSource();

    public JournalHeader Header => new()
    {
        Rollout = "fraud-1",
        Origin = new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero),
        Controller = JournalHeader.Native,
        Policy = [new PolicyText("policy.yaml", _policy)],
        Telemetry = Shape,
        Counters = Controller().Measurements.Counters,
    };

    public NativeController Controller()
    {
        ReadResult<PolicyFile> read = SourceDecoder.Decode("policy.yaml", Encoding.UTF8.GetBytes(_policy)).Then(YamlLoader.LoadOne).Then(PolicyReader.Read);
        Policy policy = Assert.IsType<ReadResult<PolicyFile>.Read>(read).Value.Policy;
        return new NativeController(Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, Shape)).Policy);
    }

    /// <summary>A rollout over what the journal's folder holds: a new one, or the one that an earlier process has left.</summary>
    public LiveRollout Rollout() => Rollout((Store.LoadAsync(CancellationToken.None).AsTask().Result as StoredRollout.Kept)?.Rollout);

    /// <summary>A rollout that goes on with a record; a new one without.</summary>
    public LiveRollout Rollout(RecordedRollout? recorded) => Rollout(Controller(), recorded);

    /// <summary>A rollout that is decided by a controller of the caller's.</summary>
    public LiveRollout Rollout(IRolloutController controller, RecordedRollout? recorded = null) => new(World(), Rules, controller, Header, recorded);

    /// <summary>Everything in memory.</summary>
    public LiveWorld World() => new()
    {
        Pipeline = _ => Pipeline,
        Traffic = Target,
        Hooks = this,
        Store = Store,
        Lease = this,
        Desk = this,
        Witness = this,
        Time = Time,
    };

    /// <summary>Drives a rollout to its end.</summary>
    public LiveEnd Run(LiveRollout rollout) => Time.Run(rollout.RunAsync(CancellationToken.None), TimeSpan.FromHours(12));

    /// <summary>What another process finds after this one was killed: the same journal, nothing in memory.</summary>
    public void NewProcess() => Store = Journal;

    /// <summary>Numbers of the steps that another process would read now.</summary>
    public IEnumerable<long> RecordedEntries() =>
        Assert.IsType<JournalReading.Read>(JournalLines.Read(Journal.Bytes)).Rollout.Lines.OfType<JournalLine.Step>().Select(step => step.Number);

    public ValueTask<OperatorOrder?> LookAsync(CancellationToken cancellation) => new(Order);

    public ValueTask ClearAsync(OperatorOrder order, CancellationToken cancellation)
    {
        Order = null;
        return ValueTask.CompletedTask;
    }

    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        if (number < Stepped.Count)
            Stepped.RemoveRange((int)number, Stepped.Count - (int)number);
        Stepped.Add(entry);
        return ValueTask.CompletedTask;
    }

    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        Told.Add($"{message.Id} {message.Text}");
        return ValueTask.CompletedTask;
    }

    public async ValueTask<HookReply> CallAsync(HookCall call, CancellationToken cancellation)
    {
        Called.Add(call);
        return await Hook(call).WaitAsync(cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _lost.Dispose();
}
