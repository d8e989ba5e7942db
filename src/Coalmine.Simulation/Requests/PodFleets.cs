using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Kernel;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>The pods of both arms through their lives: starts, kills, and what autoscalers add and remove.</summary>
internal sealed class PodFleets
{
    // Pods that were there before the rollout are a day old: warm by any measure.
    private const long OldAge = -86_400_000_000_000;

    private readonly RequestWorld _tables;
    private readonly ArmMoments _moments;
    private readonly EventCalendar _calendar;
    private readonly Serving _serving;
    private readonly Fleet _baseline;
    private readonly Fleet _canary;
    private readonly Scaler? _baselineScaler;
    private readonly Scaler? _canaryScaler;
    private readonly Pod[] _pods;
    private readonly long _podStart;

    /// <summary>Makes the pods that may ever be there.</summary>
    public PodFleets(RequestWorld tables, ArmMoments moments, EventCalendar calendar, Serving serving)
    {
        (_tables, _moments, _calendar, _serving) = (tables, moments, calendar, serving);
        PodLayout layout = tables.Scraped.World.Pods;
        _baseline = new Fleet(serving, 0, false, layout.Baseline);
        _canary = new Fleet(serving, tables.Scraped.BaselinePods, true, layout.Canary);
        _pods = [.. _baseline.Pods, .. _canary.Pods];
        _podStart = serving.PodStart.Ticks * 100;
        if (serving.Autoscaling.Most > 0)
            (_baselineScaler, _canaryScaler) = (new Scaler(serving, layout.Baseline), new Scaler(serving, layout.Canary));
    }

    /// <summary>A pod by its number.</summary>
    public Pod this[int number] => _pods[number];

    /// <summary>A replication begins: the baseline's pods are old, the canary's new.</summary>
    public void Start(StreamKey replication)
    {
        _baseline.Start(OldAge);
        _canary.Start(0);
        foreach (Pod pod in _pods)
        {
            pod.StartEvent = default;
            pod.Memory = pod.IsThere && GrowthOf(pod) is { } growth ? FirstMemory(pod, growth, replication) : 0;
        }

        if (_baselineScaler is null)
            return;
        _baselineScaler.Start();
        _canaryScaler?.Start();
        _calendar.Schedule(_serving.Autoscaling.Every.Ticks * 100, (byte)ServingEvent.Scale);
    }

    /// <summary>The pod that takes an attempt; nothing if the arm has none ready.</summary>
    public Pod? Pick(in Attempt attempt)
    {
        Fleet fleet = attempt.IsCanary ? _canary : _baseline;
        return fleet.Pick(fleet.Ready > 1 ? attempt.BurstKey.With(Purpose.Pods).With(attempt.Tries) : default);
    }

    /// <summary>How a pod answers now.</summary>
    public MomentaryBehaviour BehaviourOf(Pod pod, PieceWalk pieces, long now)
    {
        Moment at = new(now);
        ref readonly WorldPiece piece = ref pieces.At(at);
        if (piece.Laws is { } laws && !_tables.DependsOnAge)
            return pod.IsCanary ? laws.Canary : laws.Baseline;
        return _moments.At(pod.IsCanary, at, new TimeSpan((now - pod.ReadyAt) / 100));
    }

    /// <summary>The number of requests in a pod has changed.</summary>
    public void Note(Pod pod, long now)
    {
        if ((pod.IsCanary ? _canaryScaler : _baselineScaler) is not { } scaler)
            return;
        Fleet fleet = FleetOf(pod);
        fleet.Note(pod);
        scaler.Note(fleet.Present, now);
    }

    /// <summary>A pod has served a request: its memory grows. Whether it is killed for that; a draining pod that is empty goes.</summary>
    public bool Remember(Pod pod, long now)
    {
        if (pod.State == PodState.Draining && pod.Station.Present == 0)
        {
            pod.State = PodState.Absent;
            return false;
        }

        if (pod.Memory == 0 || GrowthOf(pod) is not { } growth)
            return false;
        pod.Memory += growth.BytesPerRequest * growth.StrengthAt(new Moment(now), new TimeSpan((now - pod.ReadyAt) / 100));
        return pod.Memory >= growth.LimitBytes;
    }

    /// <summary>A pod that was killed, or is added, starts; one that was killed on its way out goes.</summary>
    public void Restart(Pod pod, long now)
    {
        pod.State = pod.State == PodState.Draining ? PodState.Absent : PodState.Starting;
        pod.Memory = 0;
        if (pod.State == PodState.Starting)
            pod.StartEvent = _calendar.ScheduleCancellable(now + _podStart, (byte)ServingEvent.PodReady, pod.Number);
        FleetOf(pod).Refresh();
        Note(pod, now);
    }

    /// <summary>A pod takes requests from now on.</summary>
    public void BecomeReady(int number)
    {
        Pod pod = _pods[number];
        pod.State = PodState.Ready;
        pod.ReadyAt = _calendar.Now;
        pod.Memory = GrowthOf(pod)?.FirstBytes ?? 0;
        FleetOf(pod).Refresh();
    }

    /// <summary>A controller runs the pods of an arm: those with the lowest numbers serve from now on, the others drain.</summary>
    public void SetPods(Arm arm, int pods)
    {
        Fleet fleet = arm == Arm.Baseline ? _baseline : _canary;
        for (int i = 0; i < fleet.Pods.Length; i++)
        {
            Pod pod = fleet.Pods[i];
            if (i < pods && pod.State is PodState.Absent or PodState.Draining)
                BecomeReady(pod.Number);
            else if (i >= pods && pod.State is PodState.Ready or PodState.Starting)
                Remove(pod);
        }

        fleet.Refresh();
    }

    /// <summary>The autoscalers look.</summary>
    public void Scale()
    {
        Scale(_baseline, _baselineScaler!);
        Scale(_canary, _canaryScaler!);
        _calendar.Schedule(_calendar.Now + _serving.Autoscaling.Every.Ticks * 100, (byte)ServingEvent.Scale);
    }

    private void Scale(Fleet fleet, Scaler scaler)
    {
        int pods = 0;
        foreach (Pod pod in fleet.Pods)
            pods += pod.State is PodState.Ready or PodState.Starting ? 1 : 0;
        int wanted = scaler.Wanted(pods, _calendar.Now);
        for (int i = 0; i < fleet.Pods.Length && pods < wanted; i++)
            if (fleet.Pods[i].State == PodState.Absent)
            {
                Restart(fleet.Pods[i], _calendar.Now);
                pods++;
            }

        for (int i = fleet.Pods.Length - 1; i >= 0 && pods > wanted; i--)
            if (fleet.Pods[i].State is PodState.Ready or PodState.Starting)
            {
                Remove(fleet.Pods[i]);
                pods--;
            }

        fleet.Refresh();
    }

    private void Remove(Pod pod)
    {
        _calendar.Cancel(pod.StartEvent);
        pod.State = pod.State == PodState.Ready && pod.Station.Present > 0 ? PodState.Draining : PodState.Absent;
    }

    private Fleet FleetOf(Pod pod) => pod.IsCanary ? _canary : _baseline;

    private MemoryGrowth? GrowthOf(Pod pod) => pod.IsCanary ? _tables.CanaryGrowth : _tables.BaselineGrowth;

    // Old pods are anywhere between a start and the next kill.
    private static double FirstMemory(Pod pod, MemoryGrowth growth, StreamKey replication)
    {
        if (pod.IsCanary)
            return growth.FirstBytes;
        Xoshiro256 random = replication.With(Purpose.Memory).With(pod.Number).Open();
        return growth.FirstBytes + random.NextDouble() * (growth.LimitBytes - growth.FirstBytes);
    }
}
