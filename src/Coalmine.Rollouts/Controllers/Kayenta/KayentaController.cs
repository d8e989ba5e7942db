using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>
/// Kayenta's standalone analysis as a controller: the canary gets its weight, once, and keeps it; each metric is measured on both arms every step; at the
/// schedule's times the judge judges the window so far (or a sliding one) and scores it; a score that is not above the marginal threshold rolls back at once,
/// and the last one promotes or rolls back.
/// </summary>
/// <remarks>
/// Source: <c>kayenta-standalone-canary-analysis</c> at spinnaker/kayenta a69573be. Kayenta itself moves no traffic; weight, promotion and rollback stand for
/// the pipeline around it. It asks for a range of points at each judgement, and here each point is asked for at its time: the points of a window are those
/// after its begin up to its end, measured during the warm-up too, so that a sliding window may reach before the start. An answer without data leaves a gap, a
/// failed query likewise. A step that comes while one is unanswered is left out. An operator's pause holds the promotion and nothing else.
/// </remarks>
public sealed class KayentaController : IRolloutController
{
    private readonly KayentaAnalysisSpec _spec;
    private readonly KayentaLook _look;

    /// <summary>A controller for a specification.</summary>
    /// <param name="spec">What to do.</param>
    /// <exception cref="ArgumentException">The specification cannot be carried out; the message says why.</exception>
    public KayentaController(KayentaAnalysisSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        _spec = spec;
        _look = new KayentaLook(spec);
        Words = new KayentaSentences(spec);
        Measurements = new MeasurementPlan([], [.. spec.Questions.SelectMany(Both)]);
    }

    /// <summary>The metrics as point checks against the baseline, in their order: what a world needs to know which of them it affects.</summary>
    public ImmutableArray<Check> Checks => [.. _spec.Config.Metrics.Zip(_spec.Questions, CheckOf)];

    /// <inheritdoc/>
    public MeasurementPlan Measurements { get; }

    /// <inheritdoc/>
    public RolloutWords Words { get; }

    /// <inheritdoc/>
    public bool RunsPods => false;

    /// <inheritdoc/>
    public RolloutMemory CreateMemory() => new KayentaMemory(_spec.Config.Metrics.Length);

    /// <inheritdoc/>
    public Transition Begin(RolloutMemory memory, Moment at)
    {
        KayentaMemory state = Own(memory);
        state.Reset(at);
        state.NextPoint = at + _spec.Step;
        state.Emit(Effect.SetWeight(_spec.Weight));
        Schedule(state, at);
        state.Decision = new Decision(DecisionKind.Hold, DecisionReason.Progress, 0, at) { Message = "the analysis begins" };
        return new Transition(state);
    }

    /// <inheritdoc/>
    public Transition Step(RolloutState state, scoped in Observation observation)
    {
        KayentaMemory memory = Own(state.Checked);
        memory.Consume();
        memory.HideVerdicts();
        if (memory.Phase == KayentaPhase.Promoted)
            KayentaStages.CleanUp(memory, observation);
        else if (memory.Phase != KayentaPhase.Ended)
            Dispatch(memory, observation);
        return new Transition(memory);
    }

    private void Dispatch(KayentaMemory state, in Observation observation)
    {
        switch (observation.Kind)
        {
            case ObservationKind.MomentReached when observation.Id == KayentaIds.Wake && state is { Phase: KayentaPhase.Analysis, Measuring: 0 }:
                Reach(state, observation.At);
                break;
            case ObservationKind.MeasurementAnswered when observation.Id == state.Measuring && observation.Measurements is { } measurements:
                Take(state, measurements, observation.At);
                break;
            case ObservationKind.WorkloadObserved when observation.Arm == Arm.Baseline:
                state.BaselineRevision = Math.Max(state.BaselineRevision, observation.Workload.Revision);
                break;
            case ObservationKind.OperatorSaid:
                Obey(state, observation);
                break;
            default:
                break;
        }
    }

    /// <summary>A point comes before a judgement of the same moment, which it belongs to.</summary>
    private void Reach(KayentaMemory state, Moment at)
    {
        if (state.NextPoint <= JudgementDue(state))
        {
            state.Measuring = ++state.Asked;
            state.Emit(Effect.Measure(state.Measuring));
            return;
        }

        _look.Judge(state, at);
        Schedule(state, at);
    }

    private void Take(KayentaMemory state, Measurements measurements, Moment at)
    {
        Moment point = state.NextPoint;
        for (int i = 0; i < state.Series.Length; i++)
            state.Series[i].Add(point, measurements.Answers[i]);
        state.Measuring = 0;
        long missed = Math.Max(0, (at - point).Ticks / _spec.Step.Ticks);
        state.NextPoint = point + (_spec.Step * (missed + 1));
        if (JudgementDue(state) <= point)
            _look.Judge(state, at);
        else
            state.Decision = new Decision(DecisionKind.Hold, DecisionReason.StepNotDone, 0, at) { Message = "no judgement is due" };
        Schedule(state, at);
    }

    private static void Obey(KayentaMemory state, in Observation observation)
    {
        switch (observation.Word)
        {
            case OperatorWord.Pause:
                state.IsPaused = true;
                state.Decision = new Decision(DecisionKind.Pause, DecisionReason.OperatorSaid, 0, observation.At) { Message = KayentaStages.OperatorSaid };
                break;
            case OperatorWord.Resume when state.Phase == KayentaPhase.Accepted:
                KayentaStages.Promote(state, DecisionReason.StepDone, observation.At, KayentaStages.OperatorSaid);
                break;
            case OperatorWord.Resume:
                state.IsPaused = false;
                state.Decision = new Decision(DecisionKind.Hold, DecisionReason.OperatorSaid, 0, observation.At) { Message = KayentaStages.OperatorSaid };
                break;
            case OperatorWord.Promote:
                KayentaStages.Promote(state, DecisionReason.OperatorSaid, observation.At, KayentaStages.OperatorSaid);
                break;
            case OperatorWord.Abort:
                KayentaStages.RollBack(state, DecisionReason.OperatorSaid, observation.At, KayentaStages.OperatorSaid);
                break;
            default:
                throw new InvalidOperationException("Unreachable: the operator's words are closed.");
        }
    }

    private static QueryNeed[] Both(KayentaQuestion question, int metric) =>
        [new(metric, Arm.Canary, question.Canary), new(metric, Arm.Baseline, question.Baseline)];

    private Check CheckOf(KayentaMetric metric, KayentaQuestion question) => new()
    {
        Name = metric.Name,
        Metric = question.Measures,
        Requirement = new Requirement.NotWorseThanBaseline(new Margin.Relative(0)),
        Method = new CheckMethod.Point(_spec.Step),
    };

    private void Schedule(KayentaMemory state, Moment at)
    {
        if (state.Phase == KayentaPhase.Analysis)
            state.Emit(Effect.Wake(KayentaIds.Wake, Moment.Later(Moment.Earlier(state.NextPoint, JudgementDue(state)), at)));
    }

    private Moment JudgementDue(KayentaMemory state) => state.Began + _spec.Schedule.CanaryWindow(state.NextJudgement).To;

    private static KayentaMemory Own(RolloutMemory memory) =>
        memory as KayentaMemory ?? throw new ArgumentException("The memory was made by another controller.", nameof(memory));
}
