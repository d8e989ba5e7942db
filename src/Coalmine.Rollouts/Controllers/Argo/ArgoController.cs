using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Driving;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// Argo Rollouts with a canary strategy, as a controller of ours: the Rollout's passes and its analysis runs, stepped by what the shell observes
/// (argoproj/argo-rollouts, commit 9f8d111d; what it decides is held against its recorded decisions by the conformance runner). The old pods are the baseline's
/// arm. Ends as promoted; as rolled back on evidence when a run failed, for want of evidence when one ended in an error or nothing went on in time, on order
/// when an operator aborted; and stays open where an inconclusive run, a pause without an end or an invalid Rollout waits for somebody. A rollback ends when
/// the canary has no traffic left, which may be later than the decision.
/// </summary>
public sealed class ArgoController : IRolloutController
{
    private readonly ArgoPlan _plan;
    private readonly ArgoDriver _driver;

    private ArgoController(ArgoPlan plan)
    {
        _plan = plan;
        _driver = new ArgoDriver(plan);
        Words = new MeasurementWords(plan.Checks);
    }

    /// <summary>The Rollout.</summary>
    public ArgoRolloutSpec Spec => _plan.Spec;

    /// <summary>The most pods of the baseline that may run; a world begins with as many. At least 1.</summary>
    public int MostBaselinePods => Math.Max(1, _plan.Machine.Rules.AtLeastMinPods(Spec.Replicas));

    /// <summary>The most pods of the canary that may run. At least 1.</summary>
    public int MostCanaryPods => Math.Max(MostBaselinePods, _plan.Machine.Steps.MostScaledPods(_plan.Machine.Rules));

    /// <inheritdoc/>
    public MeasurementPlan Measurements => _plan.Measurements;

    /// <inheritdoc/>
    public RolloutWords Words { get; }

    /// <inheritdoc/>
    public bool RunsPods => true;

    /// <summary>A controller for a Rollout, or why its metrics cannot be measured here.</summary>
    /// <param name="spec">The Rollout.</param>
    /// <param name="release">The release imitated.</param>
    public static ArgoPreparation Prepare(ArgoRolloutSpec spec, ArgoRelease release)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgoPlan plan = new(spec, release);
        return plan.Refused.IsEmpty ? new ArgoPreparation.Ready(new ArgoController(plan)) : new ArgoPreparation.Refused(plan.Refused);
    }

    /// <inheritdoc/>
    public RolloutMemory CreateMemory() => new ArgoMemory(_plan);

    /// <inheritdoc/>
    public Transition Begin(RolloutMemory memory, Moment at)
    {
        ArgoMemory state = Own(memory);
        state.Reset();
        if (_plan.Problems.IsEmpty)
            _driver.Settle(state, at);
        else
            state.Decision = new Decision(DecisionKind.Hold, DecisionReason.WaitsForOperator, 0, at) { Message = $"InvalidSpec: {_plan.Problems[0]}" };
        return new Transition(state);
    }

    /// <inheritdoc/>
    public Transition Step(RolloutState state, scoped in Observation observation)
    {
        ArgoMemory memory = Own(state.Checked);
        memory.Consume();
        memory.HideVerdict();
        if (_plan.Problems.IsEmpty)
        {
            Observe(memory, observation);
            _driver.Settle(memory, observation.At);
        }

        return new Transition(memory);
    }

    private void Observe(ArgoMemory memory, in Observation observation)
    {
        switch (observation.Kind)
        {
            case ObservationKind.MomentReached:
                memory.WakeAt = Moment.Never;
                break;
            case ObservationKind.MeasurementAnswered when observation.Measurements is { } measurements:
                Take(memory, observation.Id, measurements, observation.At);
                break;
            case ObservationKind.WorkloadObserved:
                Count(memory, observation);
                break;
            case ObservationKind.OperatorSaid:
                Obey(memory, observation.Word);
                break;
            default:
                break;
        }
    }

    private static void Count(ArgoMemory memory, in Observation observation)
    {
        ReplicaSetCount count = new(observation.Workload.Desired, observation.Workload.Created, observation.Workload.Available);
        if (observation.Arm == Arm.Canary)
            memory.Canary = count;
        else
            memory.Old = count;
    }

    private static void Obey(ArgoMemory memory, OperatorWord word)
    {
        switch (word)
        {
            case OperatorWord.Pause:
                OperatorActions.Hold(ref memory.Status, true);
                break;
            case OperatorWord.Resume:
                OperatorActions.Hold(ref memory.Status, false);
                OperatorActions.Resume(ref memory.Status);
                break;
            case OperatorWord.Promote:
                OperatorActions.PromoteFull(ref memory.Status);
                break;
            case OperatorWord.Abort:
                OperatorActions.Abort(ref memory.Status);
                break;
            default:
                throw new InvalidOperationException("Unreachable: the operator's words are closed.");
        }
    }

    private void Take(ArgoMemory memory, int id, Measurements measurements, Moment now)
    {
        int index = memory.IndexOfAsked(id);
        if (index < 0)
            return;
        AskedMetric asked = memory.Asked[index];
        memory.Asked.RemoveAt(index);
        RunMemberPlan member = _plan.Groups[asked.Group].Members[asked.Member];
        QueryAnswer answer = measurements.Answers[member.Queries[asked.Metric]];
        AnalysisPhase phase = AnalysisPhase.Error;
        if (answer.Kind == QueryAnswerKind.Error)
            memory.Groups[asked.Group].TakeError(asked, "the query failed", now);
        else
            phase = memory.Groups[asked.Group].Take(asked, ResultOf(answer, memory.Answers), now);
        memory.Show(new CheckVerdict
        {
            Check = member.FirstCheck + asked.Metric,
            Kind = phase switch
            {
                AnalysisPhase.Successful => VerdictKind.Pass,
                AnalysisPhase.Failed => VerdictKind.Fail,
                _ => VerdictKind.Inconclusive,
            },
            Reason = ReasonOf(phase, answer.Kind),
            Guarantee = Guarantee.Heuristic,
            Canary = answer.Kind == QueryAnswerKind.Value ? answer.Value : double.NaN,
            Baseline = double.NaN,
        });
    }

    /// <summary>An answer without series is a list without elements, not nothing.</summary>
    private static ProviderResult ResultOf(in QueryAnswer answer, AnswerVectors vectors) => answer.Kind == QueryAnswerKind.Value && answer.Series.IsEmpty
        ? new ProviderResult.Number(answer.Value)
        : vectors.Of(answer.Series.Span);

    private static VerdictReason ReasonOf(AnalysisPhase phase, QueryAnswerKind kind) => phase switch
    {
        AnalysisPhase.Successful => VerdictReason.WithinThreshold,
        AnalysisPhase.Failed => VerdictReason.BeyondThreshold,
        AnalysisPhase.Inconclusive => VerdictReason.NeitherConditionHolds,
        _ => kind == QueryAnswerKind.NoData ? VerdictReason.NoData : VerdictReason.QueryFailed,
    };

    private static ArgoMemory Own(RolloutMemory memory) =>
        memory as ArgoMemory ?? throw new ArgumentException("The memory was made by another controller.", nameof(memory));
}
