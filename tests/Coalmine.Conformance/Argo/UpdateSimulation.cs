using System.Globalization;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Argo;

/// <summary>
/// Plays one update as the recording did: at each moment first the actions, then the analysis runs that are due, then rollout passes until nothing changes, then
/// the runs again, until all is at rest. The clock goes on a little with every pass, so that pods of different passes start one after another; and it stands
/// a little after each moment, so that what is compared strictly has passed.
/// </summary>
internal sealed class UpdateSimulation
{
    private const int MostRounds = 10_000;
    private const long Grid = 100_000;
    private static readonly TimeSpan ClockLag = TimeSpan.FromMicroseconds(100);
    private readonly UpdateCase _case;
    private readonly RolloutMachine _machine;
    private readonly PassRequests _requests = new();
    private readonly SimulatedPods _canary;
    private readonly SimulatedPods _old;
    private readonly List<SimulatedRun> _runs = [];
    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private RolloutStatus _status;
    private UpdateState? _shown;
    private Moment _moment;

    /// <summary>An update of a case.</summary>
    public UpdateSimulation(UpdateCase update)
    {
        _case = update;
        _machine = new RolloutMachine(update.Spec, ArgoRelease.V1_10);
        _canary = new SimulatedPods(update.PodStartSeconds);
        _old = new SimulatedPods(update.PodStartSeconds);
        _old.Scale(update.Spec.Replicas, Moment.FromSeconds(-1e6));
    }

    /// <summary>What happened.</summary>
    public Timeline Timeline { get; } = new();

    /// <summary>Whether the canary became the stable replica set.</summary>
    public bool IsPromoted => _status.IsPromoted;

    /// <summary>Whether the update ended aborted.</summary>
    public bool IsAborted => _status.IsAborted;

    private Moment Now => _moment + ClockLag;

    /// <summary>Plays it to its horizon.</summary>
    public void Run()
    {
        Queue<UpdateAction> actions = new(_case.Actions.OrderBy(action => action.At));
        Show();

        // A Rollout with a step that is not valid is left alone.
        if (ArgoRolloutRules.Problems(_case.Spec).Any(problem => problem.Contains("steps[", StringComparison.Ordinal)))
            return;
        Moment horizon = Moment.FromSeconds(_case.HorizonSeconds);
        for (int round = 0; round < MostRounds; round++)
        {
            while (actions.TryPeek(out UpdateAction? action) && Moment.FromSeconds(action.At) <= _moment)
                Act(actions.Dequeue());
            Settle();
            Moment next = actions.TryPeek(out UpdateAction? coming) ? Moment.FromSeconds(coming.At) : Moment.Never;
            next = Moment.Earlier(next, Moment.Earlier(_canary.NextStart(_moment), _old.NextStart(_moment)));
            next = Moment.Earlier(next, _machine.NextWake(_status, Now));
            foreach (SimulatedRun run in _runs)
                next = Moment.Earlier(next, run.NextPass);
            next = Whole(next);
            if (next > horizon)
                return;
            _moment = Moment.Later(next, _moment);
        }
    }

    /// <summary>The moment of a wake, without the little that it lies beyond.</summary>
    private static Moment Whole(Moment wake) => new(wake.Nanoseconds / Grid * Grid);

    private void Act(UpdateAction action)
    {
        Timeline.Add(_moment.Seconds, string.Create(CultureInfo.InvariantCulture, $"action {action.Do} {action.Count}"));
        switch (action.Do)
        {
            case "abort":
                OperatorActions.Abort(ref _status);
                break;
            case "retry":
                OperatorActions.Retry(ref _status);
                break;
            case "resume":
                OperatorActions.Resume(ref _status);
                break;
            case "pause":
                OperatorActions.Hold(ref _status, true);
                break;
            case "promoteFull":
                OperatorActions.PromoteFull(ref _status);
                break;
            default:
                _old.Down = action.Count;
                break;
        }
    }

    private void Settle()
    {
        RunRuns();
        int passes = 0;
        do
        {
            while (Pass())
            {
                if (++passes > MostRounds)
                    throw new InvalidOperationException("the passes do not come to rest");
            }
        }
        while (RunRuns());
    }

    private bool Pass()
    {
        _status.Background = Refreshed(_status.Background);
        _status.Step = Refreshed(_status.Step);
        bool changed = _machine.Pass(ref _status, new PassInput(Now, _canary.Count(_moment), _old.Count(_moment)), _requests);
        foreach (RunRequest request in _requests.Runs)
            Take(request);
        if (_requests.Weight is { } weight)
            Timeline.Add(_moment.Seconds, string.Create(CultureInfo.InvariantCulture, $"weight {weight}"));
        if (_requests.CanaryReplicas is { } canary)
            _canary.Scale(canary, _moment);
        if (_requests.OldReplicas is { } old)
            _old.Scale(old, _moment);
        Show();
        if (changed)
            _moment += ClockLag;
        return changed;
    }

    private void Take(RunRequest request)
    {
        if (!request.IsCreated)
        {
            SimulatedRun cancelled = _runs.Single(run => run.Number == request.Number);
            Timeline.Add(_moment.Seconds, $"cancel {cancelled.Name}");
            cancelled.Terminate(Now);
            return;
        }

        string prefix = request.Kind == RunKind.Background ? "background" : string.Create(CultureInfo.InvariantCulture, $"step{request.StepIndex}");
        int attempt = _attempts[prefix] = _attempts.GetValueOrDefault(prefix) + 1;
        string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}#{attempt}");
        AnalysisSpec spec = request.Kind == RunKind.Background
            ? _case.Spec.Canary.Background!.Spec
            : Inline(request.StepIndex);
        Timeline.Add(_moment.Seconds, $"create run {name}");
        _runs.Add(new SimulatedRun(name, request.Number, AnalysisPlan.Prepare(spec, ArgoRelease.V1_10), Now));
    }

    /// <summary>The analysis of a step. An experiment would need an outcome, and the format has none.</summary>
    private AnalysisSpec Inline(int index) => _case.Spec.Canary.Steps[index] is ArgoStep.Analyze analysis
        ? analysis.Spec
        : throw new CaseFormatException($"step {index} is an experiment, whose outcome the case does not say; allowed: steps without experiments");

    /// <summary>Lets every run that is due make its passes.</summary>
    private bool RunRuns()
    {
        bool any = false;
        foreach (SimulatedRun run in _runs)
        {
            for (int pass = 0; run.NextPass <= Now; pass++)
            {
                if (pass > MostRounds)
                    throw new InvalidOperationException($"run {run.Name} does not come to rest");
                any = true;
                run.Pass(Now, metric => _case.Sample(metric, _moment.Seconds), word => Timeline.Add(_moment.Seconds, word));
            }
        }

        return any;
    }

    private RunSlot Refreshed(RunSlot slot) =>
        slot.Exists && _runs.Find(run => run.Number == slot.Number) is { } run ? slot with { Phase = run.Phase } : slot;

    private void Show()
    {
        UpdateState state = new(
            _machine.Steps.Count == 0 ? null : _status.StepIndex,
            _canary.Available(_moment),
            _canary.Spec,
            _old.Available(_moment),
            _old.Spec,
            _status.IsPromoted,
            _status.IsAborted,
            string.Join(",", RolloutNames.Of(_status.Pauses)));
        if (state == _shown)
            return;
        _shown = state;
        Timeline.Add(_moment.Seconds, state);
    }
}
