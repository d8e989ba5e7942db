using System.Globalization;
using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Testing.Clusters.Server;
using k8s;

namespace Coalmine.Conformance.Hostile;

/// <summary>One process that drives, made of the real parts as <c>coalmine live drive</c> makes it. It may end, or stand still, at any of its steps.</summary>
internal sealed class HostileProcess : IRolloutWitness, IMetricsPipeline, IHookCaller, IDisposable
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;
    private readonly string _name;
    private readonly ClusterClient _client;
    private JournalFile? _journal;
    private Mishap? _armed;
    private int _left;
    private long _fileBefore = -1;
    private TimeSpan? _delay;

    /// <summary>Makes a process.</summary>
    /// <param name="world">Its world.</param>
    /// <param name="pod">Number of its pod.</param>
    /// <param name="number">How many processes there were before.</param>
    /// <param name="folder">Its journal's folder.</param>
    public HostileProcess(HostileWorld world, int pod, int number, string folder)
    {
        (World, Pod, _folder) = (world, pod, folder);
        _name = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + pod)}{number}");
        Time = new ProcessTime(world.Time);
        KubernetesClientConfiguration settings = new() { Host = "https://cluster.test", AccessToken = AccessRules.AdminToken };
        _client = new ClusterClient(ClusterConnection.Of(settings), Time, new HostileWire(this, world.Core, world.FaultOf), Patience);
    }

    /// <summary>Its world.</summary>
    public HostileWorld World { get; }

    /// <summary>Number of its pod.</summary>
    public int Pod { get; }

    /// <summary>Its time.</summary>
    public ProcessTime Time { get; }

    /// <summary>Whether its requests reach the server.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>What it does; ends with the process.</summary>
    public Task<LiveEnd> Driving { get; private set; } = Task.FromResult(new LiveEnd(LiveEndKind.NotDriven, RolloutOutcome.Open, ""));

    /// <summary>The driver, once the lease is there.</summary>
    public LiveDriver? Driver { get; private set; }

    /// <summary>The number of its lease; 0 before.</summary>
    public long Fence { get; private set; }

    /// <summary>Starts it.</summary>
    public void Start() => Driving = RunAsync();

    /// <summary>Ends it at once.</summary>
    public void Kill(bool isWithinWrite = false)
    {
        if (Time.IsDead)
            return;
        Time.Kill();
        _journal?.Dispose();
        string path = Path.Combine(_folder, $"{SteeredObject.Name}.jsonl");
        if (isWithinWrite && _fileBefore >= 0 && File.Exists(path))
        {
            using FileStream file = File.OpenWrite(path);
            long added = file.Length - _fileBefore;
            if (added > 0)
                file.SetLength(_fileBefore + World.Luck.Below((int)added));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is on its way still arrives: the wire is left to the collector.
        Kill();
        _stop.Dispose();
    }

    /// <summary>Asks it to stop.</summary>
    public void Stop() => Time.CreateTimer(_ => _stop.Cancel(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    /// <summary>Lets something happen to it some steps from now.</summary>
    public void Arm(Mishap mishap) => (_armed, _left) = (mishap, mishap.Number);

    /// <summary>The delay of the request that is about to be sent; nothing for none.</summary>
    public TimeSpan? TakeDelay()
    {
        TimeSpan? delay = _delay;
        _delay = null;
        return delay;
    }

    /// <summary>Remembers how long the journal is, before it is added to.</summary>
    public void RememberFile()
    {
        string path = Path.Combine(_folder, $"{SteeredObject.Name}.jsonl");
        _fileBefore = World.Draw.Keeping == JournalKeeping.VolumeAlone && File.Exists(path) ? new FileInfo(path).Length : -1;
    }

    /// <summary>A step of the process: what is armed may happen here. Never ends where the process does.</summary>
    /// <param name="isAfter">Whether the thing has been done already.</param>
    public async Task StepAsync(bool isAfter)
    {
        World.CountStep();
        if (!isAfter)
            _left--;
        if (_armed is { } mishap && _left < 0 && !Time.IsDead && Fires(mishap.Kind, isAfter))
        {
            _armed = null;
            World.Happen(this, mishap);
            if (mishap.Kind == MishapKind.Delayed)
                _delay = mishap.Length;
        }

        if (Time.IsDead)
            await Never.ConfigureAwait(false);
        await Time.Running().ConfigureAwait(false);
        if (Time.IsDead)
            await Never.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<MetricsReading> MeasureAsync(MetricsQuestion question, CancellationToken cancellation)
    {
        await StepAsync(isAfter: false).ConfigureAwait(false);
        return World.Metrics.Answer(question);
    }

    /// <inheritdoc/>
    public ValueTask<HookReply> CallAsync(HookCall call, CancellationToken cancellation) => new(new HookReply(true, ""));

    /// <inheritdoc/>
    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        if (entry.Decision.Kind is not (DecisionKind.None or DecisionKind.Hold) || entry.Effects.Any(effect => effect.Kind == EffectKind.SetWeight))
            World.Story.Tell($"{this}: entry {number}: {entry.Sentences[^1]}");
        World.Hear(entry);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        World.Story.Tell($"{this}: {message.Id} {message.Text}");
        World.Hear(this, message);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override string ToString() => Fence > 0 ? $"{_name}#{Fence}" : _name;

    private static bool Fires(MishapKind kind, bool isAfter) => isAfter == kind is MishapKind.KilledAfter or MishapKind.KilledWithin;

    private async Task<LiveEnd> RunAsync()
    {
        try
        {
            TrafficControl traffic = new(_client, World.Steered.Target, Time);
            LeaseTerms terms = Terms();
            DriverStart start = await DriverStart.LookAsync(
                token => LeaseSight.LookAsync(_client, terms, token), traffic, new LiveRules(), Time, _stop.Token).ConfigureAwait(false);
            LeaseKeeper keeper = new(_client, terms with { LeastFence = start.Target.Fence + 1 }, Time);
            if (await keeper.AcquireAsync(_stop.Token).ConfigureAwait(false) is not LeaseStanding.Held held)
                return new LiveEnd(LiveEndKind.NotDriven, RolloutOutcome.Open, "no lease");
            Fence = held.Fence;
            World.Story.Tell($"{this}: has the lease");
            ProcessLease lease = new(keeper, held.Fence, Time);
            LiveEnd end = await DriveAsync(traffic, lease, start.OthersFrom).ConfigureAwait(false);
            World.Story.Tell($"{this}: {end.Kind}, {end.Outcome}: {end.Text}");
            World.HasEnded(this, end);
            await lease.EndAsync().ConfigureAwait(false);
            return end;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return new LiveEnd(LiveEndKind.Stopped, RolloutOutcome.Open, "stopped");
        }
        finally
        {
            _journal?.Dispose();
        }
    }

    private async Task<LiveEnd> DriveAsync(TrafficControl traffic, ProcessLease lease, long othersFrom)
    {
        _journal = new JournalFile(_folder, SteeredObject.Name);
        StateMap map = new(_client, SteeredObject.Namespace, SteeredObject.Name);
        IRolloutWitness witness = World.Draw.WritesEvents ? new Witnesses(this, new ClusterWitness(new EventRecorder(_client, Time), traffic.Resource)) : this;
        IRolloutStore store = World.Draw.Keeping == JournalKeeping.VolumeAlone ? _journal : new HandedOverJournal(_journal, map, (lease, witness, Time));
        LiveWorld world = new()
        {
            Pipeline = _ => this,
            Traffic = traffic,
            Hooks = this,
            Store = new HostileStore(store, this),
            Lease = lease,
            Desk = map,
            Witness = witness,
            Time = Time,
        };
        LiveRules rules = new() { WatchEvery = TimeSpan.FromSeconds(8), WindUpWithin = TimeSpan.FromMinutes(3) };
        Driver = new LiveDriver(world, rules, new HostilePlanner(World.Draw.Policy, Time), SteeredObject.Name)
        {
            OthersFrom = othersFrom,
        };
        return await Driver.DriveAsync(_stop.Token).ConfigureAwait(false);
    }

    private LeaseTerms Terms() => new()
    {
        Namespace = SteeredObject.Namespace,
        Name = $"coalmine-{SteeredObject.Name}",
        Holder = $"pod-{_name}",
        RetryPeriod = TimeSpan.FromSeconds(3),
    };
}
