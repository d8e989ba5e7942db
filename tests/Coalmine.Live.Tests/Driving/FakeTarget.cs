using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Tests.Driving;

/// <summary>A target in memory with the rules of the real adapters: changes are known by their names, older fences and foreign edits are refused.</summary>
internal sealed class FakeTarget(TimeProvider time) : ITrafficControl
{
    private DateTimeOffset _changedAt = DateTimeOffset.MinValue;
    private int _version = 1;

    public TrafficWeight Weight { get; set; } = TrafficWeight.None;

    public bool IsMirroring { get; private set; }

    public bool IsPromoted { get; private set; }

    public bool IsAborted { get; private set; }

    public int CanaryPods { get; private set; } = 1;

    public string LastChange { get; set; } = "";

    public long Fence { get; set; }

    public string OtherDriver { get; set; } = "";

    public string Problem { get; set; } = "";

    public TimeSpan Propagation { get; set; } = TimeSpan.FromSeconds(4);

    public TimeSpan Replacement { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Answers in place of the target, before it is changed; nothing lets the write through.</summary>
    public Func<TrafficOrder, EffectKind, TrafficWrite?> Before { get; set; } = (_, _) => null;

    /// <summary>Answers in place of the target, after it has been changed.</summary>
    public Func<TrafficOrder, TrafficWrite?> After { get; set; } = _ => null;

    /// <summary>Every write that took effect, in order.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Every weight that the target has borne.</summary>
    public List<TrafficWeight> Weights { get; } = [];

    public ValueTask<TrafficReading> ReadAsync(CancellationToken cancellation)
    {
        if (Problem.Length > 0)
            return new(new TrafficReading { Problem = Problem });
        bool isThere = time.GetUtcNow() >= _changedAt + Propagation;
        bool isReplaced = IsPromoted && time.GetUtcNow() >= _changedAt + Replacement;
        return new(new TrafficReading
        {
            ResourceVersion = FormattableString.Invariant($"{_version}"),
            Weight = Weight,
            Routed = isThere ? Weight : null,
            IsMirroring = IsMirroring,
            Baseline = new WorkloadCount(3, 3, 3, isReplaced ? 2 : 1),
            Canary = new WorkloadCount(CanaryPods, CanaryPods, CanaryPods, 2),
            LastChange = LastChange,
            Fence = Fence,
            OtherDriver = OtherDriver,
        });
    }

    public ValueTask<TrafficWrite> SetWeightAsync(TrafficOrder order, TrafficWeight weight, CancellationToken cancellation) =>
        new(Write(order, EffectKind.SetWeight, $"weight {weight}", () =>
        {
            Weight = weight;
            Weights.Add(weight);
        }));

    public ValueTask<TrafficWrite> MirrorAsync(TrafficOrder order, bool on, CancellationToken cancellation) =>
        new(Write(order, EffectKind.Mirror, on ? "mirror" : "no mirror", () => IsMirroring = on));

    public ValueTask<TrafficWrite> PromoteAsync(TrafficOrder order, CancellationToken cancellation) =>
        new(Write(order, EffectKind.Promote, "promote", () => IsPromoted = true));

    public ValueTask<TrafficWrite> AbortAsync(TrafficOrder order, CancellationToken cancellation) =>
        new(Write(order, EffectKind.Abort, "abort", () => IsAborted = true));

    public ValueTask<TrafficWrite> ScaleAsync(TrafficOrder order, Arm arm, int replicas, CancellationToken cancellation) =>
        new(Write(order, EffectKind.Scale, FormattableString.Invariant($"scale {replicas}"), () => CanaryPods = replicas));

    private TrafficWrite Write(TrafficOrder order, EffectKind kind, string what, Action change)
    {
        if (Before(order, kind) is { } instead)
            return instead;
        if (Fence > order.Fence)
            return new TrafficWrite.Fenced(Fence);
        if (order.Change == LastChange || order.DryRun)
            return new TrafficWrite.Applied(FormattableString.Invariant($"{_version}"), order.DryRun ? what : "");
        if (order.Expected is { } expected && expected.CompareTo(Weight) != 0)
            return new TrafficWrite.EditedBySomebodyElse(Weight, "by kubectl-edit");
        change();
        (LastChange, Fence, _changedAt) = (order.Change, order.Fence, time.GetUtcNow());
        _version++;
        Writes.Add(what);
        return After(order) ?? new TrafficWrite.Applied(FormattableString.Invariant($"{_version}"), what);
    }
}
