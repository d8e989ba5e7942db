using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Workbench.Pairings;

namespace Coalmine.Workbench.Detectability;

/// <summary>
/// Computes what each check of a policy can see in a world: weights, durations, looks, minimum, extensions, labels, and its part of the risk. One check at a
/// time, with the mean rate of the plan's time; the worst effect is taken as lasting.
/// </summary>
public sealed class PolicyDetectability
{
    private readonly Policy _policy;
    private readonly double _power;
    private readonly SightDepth _depth;
    private readonly PlanStages _stages;
    private readonly CheckSchedules _rules;
    private readonly WorldEvidence _evidence;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _lastLook;
    private readonly double _rate;

    private PolicyDetectability(Policy policy, LoadedScenario scenario, double power, SightDepth depth)
    {
        (_policy, _power, _depth) = (policy, power, depth);
        _stages = new PlanStages(policy.Plan);
        _rules = new CheckSchedules(policy);
        _evidence = new WorldEvidence(scenario.World.World);
        bool endsFirst = scenario.World.World.Duration < policy.Plan.Maximum;
        TimeSpan left = (endsFirst ? scenario.World.World.Duration : policy.Plan.Maximum) - policy.Plan.Shadow;
        _limit = left > _stages.LookEvery ? left : _stages.LookEvery;
        _lastLook = endsFirst ? _limit : LastBefore(left, _stages.LookEvery);
        TimeSpan planned = _stages.Ends[^1] < _limit ? _stages.Ends[^1] : _limit;
        Moment begin = Moment.After(policy.Plan.Shadow);
        _rate = _evidence.Shares.RequestsPerSecond(begin, begin + planned);
    }

    /// <summary>What the policy can see. Cost: some seconds for a policy with ten checks.</summary>
    /// <param name="bound">The policy, bound to the world's telemetry.</param>
    /// <param name="scenario">The world.</param>
    /// <param name="power">With what probability an effect is to be seen, in (0, 1).</param>
    public static PolicySight Of(BoundPolicy bound, LoadedScenario scenario, double power) => Of(bound, scenario, power, SightDepth.Everything);

    /// <summary>The same, computed no deeper than is needed.</summary>
    internal static PolicySight Of(BoundPolicy bound, LoadedScenario scenario, double power, SightDepth depth)
    {
        ArgumentNullException.ThrowIfNull(bound);
        ArgumentNullException.ThrowIfNull(scenario);
        PolicyDetectability computing = new(bound.Policy, scenario, power, depth);
        ImmutableArray<ShareQuestion?> questions = bound.Questions;
        return new PolicySight(bound.Policy, scenario.Facts, computing._rate, power)
        {
            StepEnds = computing._stages.Ends,
            Checks = [.. bound.Policy.Checks.Select((check, index) => computing.Of(check, questions[index]))],
        };
    }

    private CheckSight Of(Check check, ShareQuestion? question)
    {
        bool isRelative = check.Requirement is Requirement.NotWorseThanBaseline;
        ImmutableArray<ScheduleStage> stages = _stages.Asked(isRelative);
        double labels = _evidence.LabelShare(check.Metric);
        string reason = (check, question) switch
        {
            ({ Method: CheckMethod.Point }, _) => "a point check compares one number and states no risk",
            (_, null) => $"{check.Metric.Name} is no share of requests",
            (_, { IsOfPairs: true }) => "it is asked of mirrored pairs, before the first step",
            _ when stages.IsEmpty => "the baseline serves nothing in any step",
            _ when !(labels > 0) => "nothing is labelled",
            _ when !(_rate > 0) => "there is no traffic",
            _ => "",
        };
        return question is null || reason.Length > 0
            ? new CheckSight(check, SightKind.Unknown, reason)
            : Compute(check, question, stages, labels);
    }

    private CheckSight Compute(Check check, ShareQuestion question, ImmutableArray<ScheduleStage> stages, double labels)
    {
        TimeSpan shadow = _policy.Plan.Shadow;
        (double baseline, double canary, TimeSpan onset) = _evidence.Worst(check.Metric, question, shadow, shadow + _limit);
        ScheduledCheck? own = _depth == SightDepth.OneLook ? null : _rules.Own(check, question);
        ScheduledCheck scheduled = (own ?? _rules.AtOneLook(check, question, baseline)) with { LabelShare = labels, Delay = _evidence.Delay(check.Metric) };
        RolloutSchedule schedule = RolloutSchedule.Of(_rate / _evidence.Shares.Dispersion, _stages.LookEvery, stages, [scheduled], _rules.Promotion);
        ImmutableArray<TimeSpan> ends = [.. _stages.Ends.Take(stages.Length).Select(end => end < _lastLook ? end : _lastLook)];
        ImmutableArray<DetectableEffect> curve = own is null
            ? DetectionPower.OneLookCurve(schedule, scheduled, baseline, ends, _power)
            : _depth == SightDepth.World ? []
            : DetectionPower.Curve(schedule, scheduled, baseline, [.. ends, _lastLook], _power);
        CheckTruth truth = new(canary, baseline, onset);
        EvidenceFlow flow = new(_rate, 1, labels, scheduled.Delay);
        double trials = Trials(stages, flow);
        string reason = own is null ? $"{check.Method.Name} has no rule that can be computed" : "";
        CheckSight sight = new(check, own is null ? SightKind.OneLook : SightKind.Computed, reason)
        {
            Question = question,
            Steps = [.. curve.Take(ends.Length)],
            Largest = DetectionPower.LargestRate(scheduled, baseline),
            Baseline = baseline,
            Canary = canary,
            Onset = onset,
            Trials = trials,
            Events = trials * canary,
        };
        return own is null
            ? AtOneLook(sight, schedule, scheduled, truth)
            : Looking(sight with { Ever = curve.IsEmpty ? double.NaN : curve[^1].CanaryRate }, schedule, truth);
    }

    private CheckSight Looking(CheckSight sight, RolloutSchedule schedule, CheckTruth truth)
    {
        ScheduleAnswer answer = SchedulePower.Of(schedule, truth);
        TimeSpan? seen = answer.DetectionTime(_power);
        return sight with { Power = answer.RolledBackWithin(_lastLook), Seen = seen <= _lastLook ? seen : null };
    }

    private CheckSight AtOneLook(CheckSight sight, RolloutSchedule schedule, ScheduledCheck check, CheckTruth truth)
    {
        TimeSpan? seen = truth.CanaryRate > truth.BaselineRate || sight.IsWorse ? DetectionPower.OneLookTime(schedule, check, truth, _power) : null;
        return sight with { Ever = sight.Steps.Length == 0 ? double.NaN : sight.Steps[^1].AtOneLook, Seen = seen <= _lastLook ? seen : null };
    }

    // The maximum ends a rollout before a look of the same moment is taken.
    private static TimeSpan LastBefore(TimeSpan maximum, TimeSpan every) =>
        maximum > TimeSpan.Zero ? every * ((maximum.Ticks - 1) / every.Ticks) : TimeSpan.Zero;

    // Requests of each stage whose outcomes are known at the planned end.
    private double Trials(ImmutableArray<ScheduleStage> stages, EvidenceFlow flow)
    {
        double end = Math.Min(_limit.TotalSeconds, stages.Sum(stage => stage.Duration.TotalSeconds));
        double sum = 0;
        double begin = 0;
        foreach (ScheduleStage stage in stages)
        {
            double until = Math.Min(end, begin + stage.Duration.TotalSeconds);
            sum += stage.Weight * (flow.CanaryTrials(Math.Max(0, end - begin)) - flow.CanaryTrials(Math.Max(0, end - until)));
            begin = until;
        }

        return sum;
    }
}
