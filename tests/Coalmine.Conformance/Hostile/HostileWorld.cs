using System.Text.Json.Nodes;
using Coalmine.Conformance.Fuzzing;
using Coalmine.Live.Driving;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Testing;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Operators;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>
/// One run: a cluster, one or two pods that drive the same rollout, and what a seed has drawn to go wrong. Everything happens on one thread and on virtual
/// time, so that a seed is the same run each time.
/// </summary>
internal sealed class HostileWorld : IDisposable
{
    /// <summary>The share of errors of a regressed canary.</summary>
    public const double BadErrors = 0.2;

    private const int MostSteps = 200_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Standing = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lease = new(0, 0, 50);
    private static readonly TimeSpan RollbackWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BadWithin = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(16);

    private readonly FakeCluster _cluster;
    private readonly DeploymentKeeper _deployments;
    private readonly HostilePod[] _pods;
    private readonly HostilePeople _people;
    private readonly string _folder;
    private readonly Queue<string> _touched = [];
    private readonly long _firstVersion;
    private bool _isTargetTouched;
    private string _lookedAt = "";
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private int _steps;

    /// <summary>Makes the world of a seed.</summary>
    /// <param name="draw">What was drawn.</param>
    /// <param name="folder">A folder for journals, of which there must be no other user.</param>
    /// <param name="isTold">Whether its story is kept.</param>
    public HostileWorld(HostileDraw draw, string folder, bool isTold)
    {
        (Draw, _folder) = (draw, folder);
        Luck = new Luck((ulong)draw.Seed, 1);
        Time = new VirtualTime(Start);
        Story = new Story(Time, isTold);
        Core = new ApiServerCore(Time);
        Steered = SteeredObject.Of(draw.Platform);
        Oracle = new WriteOracle(this);
        Core.Admission.Add(Notice);
        Core.Written += Written;
        _cluster = new FakeCluster(Core, OptionsOf(draw));
        _deployments = new DeploymentKeeper(Core, Time, TimeSpan.FromSeconds(3), text => _cluster.CrashLoops.Any(text.Contains));
        if (draw.Health == CanaryHealth.CrashLoops)
            _cluster.CrashLoops.Add("gs://v2");
        foreach ((string collection, string json) in Steered.Manifests)
            if (Core.Handle(new ApiRequest("POST", collection, "application/json", json)) is { Status: not 201 } refused)
                throw new InvalidOperationException(refused.Body);
        _firstVersion = Core.Version;
        Metrics = new HostileMetrics(Time, draw, () => Oracle.Weight)
        {
            IsThere = draw.Health != CanaryHealth.NoMetrics,
            CanaryErrors = draw.Health == CanaryHealth.Regressed ? BadErrors : 0.001,
        };
        _people = new HostilePeople(this);
        _pods = [.. Enumerable.Range(0, draw.HasStandby ? 2 : 1).Select(pod => new HostilePod(this, pod, Path.Combine(folder, $"pod{pod}")))];
    }

    /// <summary>What was drawn.</summary>
    public HostileDraw Draw { get; }

    /// <summary>Chance while the run goes on.</summary>
    public Luck Luck { get; }

    /// <summary>The world's time.</summary>
    public VirtualTime Time { get; }

    /// <summary>What happened.</summary>
    public Story Story { get; }

    /// <summary>The server.</summary>
    public ApiServerCore Core { get; }

    /// <summary>What is steered.</summary>
    public SteeredObject Steered { get; }

    /// <summary>What was served and shown.</summary>
    public HostileMetrics Metrics { get; }

    /// <summary>Holds the writes against what is allowed.</summary>
    public WriteOracle Oracle { get; }

    /// <summary>The process whose request the server is carrying out.</summary>
    public HostileProcess? Writer { get; set; }

    /// <summary>Whether the journals' disks are full.</summary>
    public bool IsDiskFull { get; private set; }

    /// <summary>Whether the rollout waits for an operator.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>How the rollout ended; nothing before.</summary>
    public LiveEnd? End { get; private set; }

    /// <summary>How often the lease has changed hands, as the server knows.</summary>
    public long LeaseTransitions =>
        Core.Find("coordination.k8s.io", "leases", SteeredObject.Namespace, $"coalmine-{SteeredObject.Name}")?["spec"]?["leaseTransitions"]?.GetValue<long>() ?? 0;

    /// <summary>Whether anything still goes wrong.</summary>
    public bool IsCalm => Time.Elapsed >= Standing + Draw.Calm;

    /// <summary>Lets the run happen.</summary>
    public void Run()
    {
        // The cluster stands before anybody drives.
        Time.Pass(Standing);
        foreach (Mishap mishap in Draw.Mishaps)
            _ = Time.CreateTimer(_ => Begin(mishap), null, mishap.At, Timeout.InfiniteTimeSpan);
        _ = Time.CreateTimer(_ => CalmDown(), null, Draw.Calm, Timeout.InfiniteTimeSpan);
        _pods[0].StartIn(TimeSpan.Zero);
        if (_pods.Length > 1)
            _pods[1].StartIn(TimeSpan.FromSeconds(Luck.Below(60)));
        while (End is null && Oracle.Violations.Count == 0)
        {
            Time.Pass(Tick);
            foreach (HostilePod pod in _pods)
                pod.Look();
            _people.Look();
            LookAtBounds();
        }

        if (Oracle.Violations.Count == 0)
            LookAtEnd();
    }

    /// <summary>The fault of a request.</summary>
    public Fault? FaultOf(ApiRequest request)
    {
        Fault? fault = Draw.Faults.Next(request);
        if (fault is null)
            return null;
        if (fault is Fault.ReadsOld)
            fault = new Fault.ReadsOld(Luck.Below((int)Math.Min(150, Core.Version - _firstVersion) + 1));
        string name = fault is Fault.Answers answer ? $"answer {answer.Response.Status}"
            : fault is Fault.TimesOut { AfterWrite: true } or Fault.Breaks { AfterWrite: true } ? $"{fault.GetType().Name} after the request was carried out"
            : fault is Fault.TimesOut or Fault.Breaks ? $"{fault.GetType().Name} before the request was carried out"
            : "read of an old state";
        Story.Count($"fault: {name}");
        if (request.Method != "GET" || request.Path.StartsWith(Steered.Path, StringComparison.Ordinal))
            Story.Tell($"fault of {request.Method} {request.Path.Split('?')[0]}: {name}");
        return fault;
    }

    /// <summary>A process does something; too much of it is a loop without an end.</summary>
    public void CountStep()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            Oracle.Violate($"thread: the run has left its thread, and is not the same each time:\n{Environment.StackTrace}");
        if (++_steps == MostSteps)
            Oracle.Violate($"end: {MostSteps} requests, and no end");
    }

    /// <summary>A process goes on with its armed mishap.</summary>
    public void Happen(HostileProcess process, Mishap mishap)
    {
        Story.Count($"mishap: {mishap.Kind}");
        Story.Tell($"{process}: {mishap.Kind} {mishap.Length.TotalSeconds} s");
        switch (mishap.Kind)
        {
            case MishapKind.KilledBefore or MishapKind.KilledAfter or MishapKind.KilledWithin or MishapKind.KilledWaiting:
                process.Kill(mishap.Kind == MishapKind.KilledWithin);
                break;
            case MishapKind.Stopped:
                process.Stop();
                break;
            case MishapKind.Frozen or MishapKind.Suspended:
                process.Time.Freeze(mishap.Length, mishap.Kind == MishapKind.Suspended);
                break;
            case MishapKind.CutOff:
                process.IsCutOff = true;
                _ = Time.CreateTimer(_ => process.IsCutOff = false, null, mishap.Length, Timeout.InfiniteTimeSpan);
                break;
            case MishapKind.ClockSet:
                process.Time.WallClockError += mishap.Length;
                _pods[process.Pod].WallClockError = process.Time.WallClockError;
                break;
            default:
                break;
        }
    }

    /// <summary>An entry has been recorded.</summary>
    public void Hear(JournalEntry entry)
    {
        if (entry.Decision.Kind == DecisionKind.Pause)
            IsPaused = true;
        else if (entry.Observation is { Kind: ObservationKind.OperatorSaid, Word: OperatorWord.Resume })
            IsPaused = false;
    }

    /// <summary>A driver has told something.</summary>
    public void Hear(HostileProcess process, Message message)
    {
        Story.Count($"told: {message.Id}");
        _isLeft |= message.Id == "CM3121";

        // A word that lay there when somebody edited the target counts from when it is heard.
        if (message.Id == "CM3115")
            Oracle.Release();
        if (message.Id == "CM3108" && !Draw.HasEdits && Draw.Faults.ReadsOld == 0 && !Oracle.IsTakenAwayWithoutJournal)
            Oracle.Violate($"edits: {process} says that somebody else has changed the target, and nobody has");
    }

    /// <summary>A driver has come to an end.</summary>
    public void HasEnded(HostileProcess process, LiveEnd end)
    {
        Story.Count($"driver's end: {end.Kind}");
        bool isOver = end.Kind == LiveEndKind.Finished || (end.Kind == LiveEndKind.NotDriven && end.Outcome != RolloutOutcome.Open)
            || (end.Kind == LiveEndKind.NotDriven && IsCalm && ++_notDriven > 3);
        if (isOver && !process.Time.IsDead)
            End ??= end;
    }

    private int _notDriven;
    private bool _isLeft;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (HostilePod pod in _pods)
            pod.Process?.Dispose();
        _cluster.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static FakeClusterOptions OptionsOf(HostileDraw draw) => new()
    {
        HasSeldon = draw.Platform == ServingPlatform.SeldonV1,
        HasSeldonWebhook = draw.Platform == ServingPlatform.SeldonV1,
        HasKServe = draw.Platform is ServingPlatform.KServeKnative or ServingPlatform.KServeStandard,
        HasGateway = draw.Platform is ServingPlatform.KServeStandard or ServingPlatform.GatewayApi,
        RoutesStandardCanary = true,
        Delay = draw.OperatorDelay,
        PodStart = TimeSpan.FromSeconds(2),
    };

    private void Begin(Mishap mishap)
    {
        HostileProcess? process = _pods[mishap.Pod % _pods.Length].Process;
        switch (mishap.Kind)
        {
            case MishapKind.WeightEdited or MishapKind.TargetTouched:
                _people.Edit(mishap);
                break;
            case MishapKind.MetricsAway:
                Away(there => Metrics.IsThere = there && Draw.Health != CanaryHealth.NoMetrics, mishap);
                break;
            case MishapKind.DiskFull:
                Away(there => IsDiskFull = !there, mishap);
                break;
            case MishapKind.KilledWaiting or MishapKind.Stopped or MishapKind.CutOff or MishapKind.ClockSet when process is not null:
                Happen(process, mishap);
                break;
            default:
                process?.Arm(mishap);
                break;
        }
    }

    private void Away(Action<bool> set, Mishap mishap)
    {
        Story.Count($"mishap: {mishap.Kind}");
        Story.Tell($"{mishap.Kind} for {mishap.Length.TotalSeconds} s");
        set(false);
        _ = Time.CreateTimer(_ => set(true), null, mishap.Length, Timeout.InfiniteTimeSpan);
    }

    private void CalmDown()
    {
        Story.Tell($"calm");
        Draw.Faults.IsOn = false;
        if (Draw.Health == CanaryHealth.LosesMetrics)
            Metrics.IsThere = false;
    }

    private void Notice(AdmissionRequest request)
    {
        if (request.Subresource.Length > 0 || request.New is null)
            return;
        if (request.Kind.Plural == Steered.Kind.Plural && request.Kind.Group == Steered.Kind.Group && request.New["metadata"]?["name"]?.ToString() == SteeredObject.Name)
            _isTargetTouched = true;
        if (request.Kind.Plural == "deployments" && request.New["metadata"]?["name"]?.ToString() is "v1" or "v2" && Writer is not null | request.Old is null)
            _touched.Enqueue(request.New["metadata"]!["name"]!.ToString());
    }

    private void Written()
    {
        // What operators write in answer to a write is theirs, also where they do so at once.
        HostileProcess? writer = Writer;
        Writer = null;
        if (_isTargetTouched)
        {
            _isTargetTouched = false;
            if (Core.Find(Steered.Kind.Group, Steered.Kind.Plural, SteeredObject.Namespace, SteeredObject.Name) is JsonObject found
                && $"{found["spec"]!.ToJsonString()}{found["metadata"]!["annotations"]?.ToJsonString()}" is var content && content != _lookedAt)
            {
                // An edit that changes nothing is nobody's; it is noticed at the next write, of whatever kind, and must not be taken for that writer's.
                _lookedAt = content;
                Oracle.Look(found, writer);
            }
        }

        while (_touched.TryDequeue(out string? name))
        {
            _deployments.Follow(name);
            if (name == "v1" && writer is not null && Core.Find(Steered.Kind.Group, Steered.Kind.Plural, SteeredObject.Namespace, SteeredObject.Name) is JsonObject target)
                Oracle.LookAtBaseline(target);
        }
    }

    private void LookAtBounds()
    {
        TimeSpan since = Time.Elapsed - Standing - Draw.Calm - Lease;
        if (since < TimeSpan.Zero || Oracle.Violations.Count > 0)
            return;
        if (since > EndsWithin)
            Oracle.Violate("end: the rollout has none");
        if (Oracle.IsByPerson)
            return;
        bool isBad = Draw.Health is not CanaryHealth.Healthy && !(Draw.Health is CanaryHealth.RegressesLater or CanaryHealth.LosesMetrics && Oracle.Reached > Draw.Weights.Length);
        if (isBad && since > BadWithin && Oracle.Weight > 0 && Oracle.Reached > 0 && !IsUndetected)
            Oracle.Violate($"rollback: {since.TotalSeconds:0} s after the API was back a canary that is {Draw.Health} still has {Oracle.Weight} %");
        foreach (HostilePod pod in _pods)
            if (pod.RollsBackSince is { } rolls && Time.Elapsed - rolls > RollbackWithin && since > RollbackWithin && Oracle.Weight > 0)
                Oracle.Violate($"rollback: {pod.Process} has decided it at {rolls.TotalSeconds:0} s, and the canary still has {Oracle.Weight} %");
    }

    // Regresses only when the second weight is written, which may never be.
    private bool IsUndetected => Draw.Health == CanaryHealth.RegressesLater && Oracle.Reached < 2;

    private void LookAtEnd()
    {
        JsonObject found = Core.Find(Steered.Kind.Group, Steered.Kind.Plural, SteeredObject.Namespace, SteeredObject.Name)!;
        string model = Steered.BaselineModel(found, Core);
        Story.Count($"outcome: {Draw.Health}, {End!.Outcome}");
        if (End.Outcome == RolloutOutcome.Promoted)
        {
            // A target that somebody has edited after the decision is left to people, and that is said.
            if (Draw.HasEdits && _isLeft)
                return;
            if (model != "gs://v2" || (Draw.Platform != ServingPlatform.KServeKnative && Oracle.Weight is not (0 or 100)))
                Oracle.Violate($"end: promoted, and the baseline runs {model} while the canary has {Oracle.Weight} %");
        }
        else if ((Oracle.Weight != 0 && !Oracle.IsByPerson) || (model != "gs://v1" && !Oracle.HasReachedAll))
            Oracle.Violate($"end: {End.Outcome}, and the baseline runs {model} while the canary has {Oracle.Weight} %");
    }
}
