using System.Globalization;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Tests.Controllers.Argo;

/// <summary>One update in a small world: pods start after a time and go at once, runs have the phases that the script gives them. Writes down what changes.</summary>
internal sealed class SteppedUpdate(ArgoRolloutSpec spec, int podStartSeconds, ArgoRelease release = ArgoRelease.V1_10)
{
    private const int MostPasses = 1000;
    private readonly PassRequests _requests = new();
    private readonly List<Moment> _canary = [];
    private readonly List<Moment> _old = [.. Enumerable.Repeat(Moment.Start, spec.Replicas)];
    private readonly SortedDictionary<double, Action> _script = [];
    private RolloutStatus _status = new() { IsUserPaused = spec.IsPaused };

    /// <summary>What changed: seconds and a word.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Stable pods that are there and do not serve.</summary>
    public int Down { get; set; }

    /// <summary>The machine.</summary>
    public RolloutMachine Machine { get; } = new(spec, release);

    /// <summary>The status.</summary>
    public ref RolloutStatus Status => ref _status;

    private Moment Now { get; set; }

    /// <summary>Does something at a second, before the passes of that moment.</summary>
    public SteppedUpdate At(double second, Action<SteppedUpdate> action)
    {
        _script.Add(second, () => action(this));
        return this;
    }

    /// <summary>Gives the background run a phase.</summary>
    public void Background(AnalysisPhase phase) => _status.Background = _status.Background with { Phase = phase };

    /// <summary>Gives the step's run a phase.</summary>
    public void Step(AnalysisPhase phase) => _status.Step = _status.Step with { Phase = phase };

    /// <summary>Goes on until a second.</summary>
    public SteppedUpdate Run(double until)
    {
        while (true)
        {
            if (_script.Count > 0 && Moment.FromSeconds(_script.First().Key) <= Now)
            {
                (double second, Action action) = _script.First();
                _script.Remove(second);
                action();
                continue;
            }

            int passes = 0;
            while (Pass())
            {
                if (++passes > MostPasses)
                    throw new InvalidOperationException("The passes do not come to rest.");
            }

            Moment next = Next();
            if (next > Moment.FromSeconds(until))
                return this;
            Now = next;
        }
    }

    private Moment Next()
    {
        Moment next = Machine.NextWake(_status, Now);
        if (_script.Count > 0)
            next = Moment.Earlier(next, Moment.FromSeconds(_script.First().Key));
        foreach (Moment start in _canary.Concat(_old).Where(start => start > Now))
            next = Moment.Earlier(next, start);
        return next;
    }

    private bool Pass()
    {
        (int index, int? weight, int canary, int old, bool aborted, bool promoted) before = Shown();
        bool changed = Machine.Pass(ref _status, new PassInput(Now, Count(_canary, 0), Count(_old, Down)), _requests);
        Scale(_canary, _requests.CanaryReplicas);
        Scale(_old, _requests.OldReplicas);
        (int index, int? weight, int canary, int old, bool aborted, bool promoted) after = Shown();
        foreach (RunRequest run in _requests.Runs)
            Note($"{(run.IsCreated ? "create" : "cancel")} {run.Kind.ToString().ToLowerInvariant()}");
        if (after.weight != before.weight)
            Note($"weight {after.weight}");
        if (after.canary != before.canary)
            Note($"canary {after.canary}");
        if (after.old != before.old)
            Note($"old {after.old}");
        if (after.aborted != before.aborted)
            Note(after.aborted ? "aborted" : "retried");
        if (after.promoted != before.promoted)
            Note("promoted");
        if (after.index != before.index)
            Note($"step {after.index}");
        return changed;
    }

    private (int Index, int? Weight, int Canary, int Old, bool Aborted, bool Promoted) Shown() =>
        (_status.StepIndex, _status.Weight, _canary.Count, _old.Count, _status.IsAborted, _status.IsPromoted);

    private void Note(string what) => Log.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Round(Now.Seconds, 3)} {what}"));

    private ReplicaSetCount Count(List<Moment> starts, int down) =>
        new(starts.Count, starts.Count, Math.Max(0, starts.Count(start => start <= Now) - down));

    private void Scale(List<Moment> starts, int? wanted)
    {
        if (wanted is not { } count)
            return;
        while (starts.Count < count)
            starts.Add(WholeSeconds.Later(Now, podStartSeconds));
        if (starts.Count > count)
            starts.RemoveRange(count, starts.Count - count);
    }
}
