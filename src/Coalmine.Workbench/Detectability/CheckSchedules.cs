using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Workbench.Detectability;

/// <summary>Checks of a policy as rules of a schedule.</summary>
/// <param name="policy">The policy.</param>
internal sealed class CheckSchedules(Policy policy)
{
    private const double FirstEvents = 20;
    private const double TunedFor = 1000;

    private readonly int _sequential = Math.Max(1, policy.Checks.Count(check => check.Method.Risk is RiskKind.Evidence or RiskKind.OwnLevel));
    private readonly int _fixed = Math.Max(1, policy.Checks.Count(check => check.Method is CheckMethod.Fixed));

    /// <summary>What it takes to go on.</summary>
    public PromotionRule Promotion { get; } = new(true, policy.SafeBelow.Share, policy.Inconclusive.UpTo);

    /// <summary>The method's own rule; nothing where it has none that can be computed. The risk is this check's part of the policy's.</summary>
    /// <param name="check">The check.</param>
    /// <param name="question">What it asks; bad events.</param>
    public ScheduledCheck? Own(Check check, ShareQuestion question)
    {
        (double margin, double missed) = (question.Margin, policy.Risk.Missed);
        double part = Part(check);
        CheckRule? rule = (check.Method, question) switch
        {
            (_, { EventsAreGood: true }) => null,
            (CheckMethod.Sequential method, _) => new CheckRule.Evidence(TargetOf(question), margin)
            {
                HarmFromEqual = method.HarmFromZero,
                FalseRollback = part,
                Missed = missed,
            },
            (CheckMethod.Sprt sprt, { Kind: ShareQuestionKind.Ratio, Margin: 1 }) => new CheckRule.ShareRatio(sprt.Design, part, missed),
            (CheckMethod.GroupSequential group, { Kind: not ShareQuestionKind.Limit, Margin: 0 or 1 }) =>
                new CheckRule.PlannedLooks(SpendingOf(group.Shape), part),
            (CheckMethod.ConfidenceSequence sequence, { Kind: ShareQuestionKind.Limit }) =>
                new CheckRule.LimitSequence(margin, 2 * part, sequence.TunedFor),
            (CheckMethod.Fixed { Form: FixedForm.Newcombe }, { Kind: ShareQuestionKind.Points }) => new CheckRule.StageInterval(margin, part, missed),
            _ => null,
        };
        return rule is null ? null : new ScheduledCheck(check.Name, rule)
        {
            MinimumTrials = check.Minimum.Samples,
            FirstEvents = check.Method is CheckMethod.Sequential ? FirstEvents : 0,
        };
    }

    /// <summary>A rule whose test at one look asks the same at the same level.</summary>
    /// <param name="check">The check.</param>
    /// <param name="question">What it asks.</param>
    /// <param name="baseline">The share of bad events today.</param>
    public ScheduledCheck AtOneLook(Check check, ShareQuestion question, double baseline)
    {
        double part = Part(check);
        CheckRule rule = question switch
        {
            { Kind: ShareQuestionKind.Limit, EventsAreGood: var isGood } =>
                new CheckRule.LimitSequence(isGood ? 1 - question.Margin : question.Margin, 2 * part, TunedFor),

            // Good events that may fall by a part of them are bad ones that may rise by so many points.
            { Kind: ShareQuestionKind.Ratio, EventsAreGood: true } =>
                new CheckRule.StageInterval((1 - baseline) * (1 - (1 / question.Margin)), part, policy.Risk.Missed),
            { Kind: ShareQuestionKind.Ratio } => new CheckRule.StageInterval(Math.Min(0.99, baseline * (question.Margin - 1)), part, policy.Risk.Missed),
            _ => new CheckRule.StageInterval(question.Margin, part, policy.Risk.Missed),
        };
        return new ScheduledCheck(check.Name, rule);
    }

    private double Part(Check check) => check.Method switch
    {
        CheckMethod.Fixed { Multiplicity: Multiplicity.None } => policy.Risk.FalseRollback,
        CheckMethod.Fixed => policy.Risk.FalseRollback / _fixed,
        _ => policy.Risk.FalseRollback / _sequential,
    };

    private static EvidenceTarget TargetOf(ShareQuestion question) => question.Kind switch
    {
        ShareQuestionKind.Limit => EvidenceTarget.Limit,
        ShareQuestionKind.Ratio => EvidenceTarget.Ratio,
        _ => EvidenceTarget.Difference,
    };

    private static AlphaSpending SpendingOf(SpendingShape shape) => shape switch
    {
        SpendingShape.Pocock => new AlphaSpending.Pocock(),
        SpendingShape.Power power => new AlphaSpending.Power(power.Exponent),
        SpendingShape.HwangShihDeCani family => new AlphaSpending.HwangShihDeCani(family.Gamma),
        _ => new AlphaSpending.OBrienFleming(),
    };
}
