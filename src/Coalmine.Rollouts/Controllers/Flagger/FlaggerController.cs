using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// Flagger over the seam: one rollout of one Canary, from the push of a revision. Ticks come every interval whatever happens; one that comes while another
/// waits for an answer is held and runs as soon as that one is over, and further ones are dropped, as by the one-place channel of a Go ticker. Metrics are
/// asked one by one, since the first failure hides the rest. Promoted is said on Succeeded, some ticks after the template was copied. A rollback by count is
/// on evidence, for want of it, or on order by what most of the failed checks were (<see cref="FlaggerFailures"/>). An operator's pause suspends the object,
/// and promote skips its analysis; Flagger has no abort.
/// </summary>
public sealed class FlaggerController : IRolloutController
{
    private readonly FlaggerCanarySpec _spec;
    private readonly FlaggerOptions _options;
    private readonly FlaggerConduct _conduct;
    private readonly FlaggerChecks _checks;
    private readonly int[] _queries;
    private readonly HookKind[] _hooks;

    /// <summary>A controller for a Canary.</summary>
    /// <param name="spec">The object.</param>
    /// <param name="options">What else the rollout depends on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share of matching requests is not from 0 to 100, or the detection is negative.</exception>
    public FlaggerController(FlaggerCanarySpec spec, FlaggerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MatchedShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MatchedShare, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Detection, TimeSpan.Zero);
        _spec = spec;
        _options = options;
        _conduct = new FlaggerConduct(options);
        _checks = FlaggerChecks.Of(spec, options.Controller);
        // Commands are read once: calls must not allocate.
        _hooks = [.. spec.EffectiveAnalysis.Hooks.Select(hook => hook.Kind)];
        _queries = new int[_checks.All.Length];
        ImmutableArray<QueryNeed>.Builder needs = ImmutableArray.CreateBuilder<QueryNeed>();
        for (int i = 0; i < _queries.Length; i++)
        {
            _queries[i] = needs.Count;
            if (_checks.All[i].Problem.Length == 0)
                needs.Add(new QueryNeed(i, Arm.Canary, new QueryQuestion.Foreign(_checks.All[i].Query)));
        }

        Measurements = new MeasurementPlan([], needs.ToImmutable());
        Words = new MeasurementWords([.. _checks.All.Select(check => new CheckName(check.Metric.Name, check.Metric.Name))]);
    }

    /// <summary>The object.</summary>
    public FlaggerCanarySpec Spec => _spec;

    /// <summary>The metrics' checks; verdicts are numbered by them.</summary>
    public FlaggerChecks Checks => _checks;

    /// <inheritdoc/>
    public MeasurementPlan Measurements { get; }

    /// <inheritdoc/>
    public RolloutWords Words { get; }

    /// <inheritdoc/>
    public bool RunsPods => true;

    /// <inheritdoc/>
    public RolloutMemory CreateMemory() => new FlaggerMemory(new FlaggerMachine(_spec, FlaggerState.Initialized(default), _options.Controller));

    /// <inheritdoc/>
    public Transition Begin(RolloutMemory memory, Moment at)
    {
        FlaggerMemory state = Own(memory);
        TimeSpan interval = _spec.EffectiveAnalysis.EffectiveInterval;
        state.Reset(_spec, at + new TimeSpan(_options.Detection.Ticks % interval.Ticks));
        state.Emit(Effect.Wake(FlaggerIds.TickWake, state.NextTick));
        state.Decision = new Decision(DecisionKind.Hold, DecisionReason.Progress, -1, at) { Message = "the next tick will notice the new revision" };
        return new Transition(state);
    }

    /// <inheritdoc/>
    public Transition Step(RolloutState state, scoped in Observation observation)
    {
        FlaggerMemory memory = Own(state.Checked);
        memory.Consume();
        memory.HideVerdict();
        switch (observation.Kind)
        {
            case ObservationKind.MomentReached:
                Reach(memory, observation);
                break;
            case ObservationKind.MeasurementAnswered
                when IsAsked(memory, FlaggerQuestionKind.Metric, observation.Id) && observation.Measurements is { } measurements:
                Judge(memory, measurements, observation.At);
                break;
            case ObservationKind.HookAnswered when IsAsked(memory, FlaggerQuestionKind.Hook, observation.Id):
                memory.Emit(Effect.Cancel(FlaggerIds.HookWake));
                HearHook(memory, observation.Accepted, observation.At);
                break;
            case ObservationKind.WorkloadObserved:
                Count(memory, observation);
                break;
            case ObservationKind.WeightObserved:
                SeeWeight(memory, observation.Weight);
                break;
            case ObservationKind.OperatorSaid:
                Obey(memory, observation.Word);
                break;
            default:
                break;
        }

        return new Transition(memory);
    }

    private void Reach(FlaggerMemory state, in Observation observation)
    {
        if (observation.Id == FlaggerIds.HookWake && state.Machine.Question.Kind == FlaggerQuestionKind.Hook)
        {
            HearHook(state, false, observation.At);
        }
        else if (observation.Id == FlaggerIds.TickWake && state.Outcome == RolloutOutcome.Open)
        {
            state.NextTick += _spec.EffectiveAnalysis.EffectiveInterval;
            state.Emit(Effect.Wake(FlaggerIds.TickWake, state.NextTick));
            if (state.Machine.Question.Kind == FlaggerQuestionKind.None)
                Tick(state, observation.At);
            else
                state.IsTickPending = true;
        }
    }

    private void Tick(FlaggerMemory state, Moment at)
    {
        FlaggerMachine machine = state.Machine;
        machine.Spec = state.Spec;
        FlaggerAnalysis analysis = state.Spec.EffectiveAnalysis;
        TimeSpan deadline = state.Spec.EffectiveProgressDeadline;

        // The machine began with template 0; the pushed one is 1, and each later revision counts from there.
        int later = state.PushedRevision < 0 ? 0 : Math.Max(0, state.Canary.Count.Revision - state.PushedRevision);
        FlaggerSight sight = new(
            new FlaggerTarget(1 + later, 0),
            state.Primary.At(analysis.PrimaryReadyThreshold, deadline, at),
            state.Canary.At(analysis.CanaryReadyThreshold, deadline, at));
        FlaggerState before = machine.State;
        machine.Begin(sight);
        GoOn(state, before, at);
    }

    /// <summary>Carries over what the machine did, asks what it asks next, and begins the tick that was held.</summary>
    private void GoOn(FlaggerMemory state, FlaggerState before, Moment at)
    {
        _conduct.Take(state, before, at);
        FlaggerQuestion question = state.Machine.Question;
        if (question.Kind == FlaggerQuestionKind.Metric)
        {
            state.Emit(Effect.Measure(++state.Asked, _queries[question.Index]));
        }
        else if (question.Kind == FlaggerQuestionKind.Hook)
        {
            FlaggerHook hook = state.Machine.Spec.EffectiveAnalysis.Hooks[question.Index];
            if (hook.EffectiveTimeout is null)
            {
                HearHook(state, false, at);
                return;
            }

            state.Emit(Effect.CallHook(++state.Asked, hook.Name, _hooks[question.Index]));
            state.Emit(Effect.Wake(FlaggerIds.HookWake, at + hook.LongestCall));
        }
        else if (state.IsTickPending && state.Outcome == RolloutOutcome.Open)
        {
            state.IsTickPending = false;
            Tick(state, at);
        }
    }

    private static bool IsAsked(FlaggerMemory state, FlaggerQuestionKind kind, int id) => state.Machine.Question.Kind == kind && id == state.Asked;

    private void HearHook(FlaggerMemory state, bool isAccepted, Moment at)
    {
        FlaggerState before = state.Machine.State;
        state.Machine.Answer(isAccepted);
        GoOn(state, before, at);
    }

    private void Judge(FlaggerMemory state, Measurements measurements, Moment at)
    {
        int index = state.Machine.Question.Index;
        FlaggerCheck check = _checks.All[index];
        QueryAnswer answer = measurements.Answers[_queries[index]];
        FlaggerMetricVerdict verdict = Verdict(check, answer);
        ReadOnlySpan<double> series = answer.Series.Span;
        state.Show(index, verdict, (series.IsEmpty ? answer.Value : series[^1]) * check.Scale);
        if (verdict == FlaggerMetricVerdict.Fail)
            state.Failures = state.Failures.Beyond(index);
        else if (verdict != FlaggerMetricVerdict.Pass)
            state.Failures = state.Failures.Missing();
        FlaggerState before = state.Machine.State;
        state.Machine.Answer(verdict == FlaggerMetricVerdict.Pass);
        GoOn(state, before, at);
    }

    /// <summary>Prometheus must answer with a vector: a scalar is an error. Other stores give one value.</summary>
    private static FlaggerMetricVerdict Verdict(FlaggerCheck check, QueryAnswer answer)
    {
        if (answer.Kind == QueryAnswerKind.Error)
            return FlaggerMetricVerdict.Error;
        if (answer.Kind == QueryAnswerKind.NoData || !answer.Series.IsEmpty)
            return check.Judge(answer.Series.Span);
        return check.IsPrometheus ? FlaggerMetricVerdict.Error : check.Judge([answer.Value]);
    }

    private static void Count(FlaggerMemory state, in Observation observation)
    {
        FlaggerAnalysis analysis = state.Spec.EffectiveAnalysis;
        if (observation.Arm == Arm.Canary)
        {
            if (state.PushedRevision < 0)
                state.PushedRevision = observation.Workload.Revision;
            state.Canary = state.Canary.See(observation.Workload, analysis.CanaryReadyThreshold, observation.At);
            return;
        }

        state.Primary = state.Primary.See(observation.Workload, analysis.PrimaryReadyThreshold, observation.At);
        if (state.WaitsToScale)
            FlaggerConduct.ScaleUp(state, observation.At);
    }

    /// <summary>Decisions read the routes: once our own weight is in force, another one is somebody's edit.</summary>
    private void SeeWeight(FlaggerMemory state, TrafficWeight weight)
    {
        if (weight.CompareTo(_conduct.Weighed(state, state.Weight)) == 0)
        {
            state.IsWeightSeen = true;
        }
        else if (state.IsWeightSeen)
        {
            state.Weight = (int)Math.Round(100 * weight.Share);
            state.Machine.SeeRoute(state.Weight);
        }
    }

    private static void Obey(FlaggerMemory state, OperatorWord word)
    {
        state.Spec = word switch
        {
            OperatorWord.Pause => state.Spec with { Suspend = true },
            OperatorWord.Resume => state.Spec with { Suspend = false },
            OperatorWord.Promote => state.Spec with { SkipAnalysis = true },
            _ => state.Spec,
        };
        if (word == OperatorWord.Abort)
            state.Emit(Effect.Record("Flagger knows no abort: a rollback hook, or the promoted template put back, ends a run."));
    }

    private static FlaggerMemory Own(RolloutMemory memory) =>
        memory as FlaggerMemory ?? throw new ArgumentException("The memory was made by another controller.", nameof(memory));
}
