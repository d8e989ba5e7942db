using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Bets;
using Coalmine.Rollouts.Evaluation.Distributions;
using Coalmine.Rollouts.Evaluation.Fixed;
using Coalmine.Rollouts.Evaluation.Judged;
using Coalmine.Rollouts.Evaluation.Scores;
using Coalmine.Rollouts.Evaluation.Sequences;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>Chooses what judges a question, by the check's method; none where the method has no form for it.</summary>
internal sealed class JudgeBinder(Policy policy)
{
    private const double MeansTunedFor = 2000;
    private readonly int _fixedChecks = policy.Checks.Count(check => check.Method is CheckMethod.Fixed);

    /// <summary>The parts of the policy's risk.</summary>
    public SequentialRisk Risk { get; } = SequentialRisk.Of(policy);

    /// <summary>Whether a method reads windows, so that the ledger has to keep them.</summary>
    public static bool ReadsWindows(CheckMethod method) =>
        method is CheckMethod.Fixed form && FixedProcedures.Of(form.Form) is { ReadsWindows: true };

    /// <summary>What judges a share.</summary>
    public BoundCheck? OfShare(int index, Check check, ShareTest test) => check.Method switch
    {
        CheckMethod.Fixed { Form: FixedForm.Welch or FixedForm.MannWhitney } method when test.Target is not ShareTarget.Limit && !test.HasPairs =>
            new LookValuesCheck(index, check, new LookReader.OfShare(test), MarginOf(test), LevelsOf(method)),
        CheckMethod.Fixed method => FixedProcedures.Of(method.Form) is { } procedure && Fits(procedure, test)
            ? new FixedShareCheck(index, check, test, procedure, LevelsOf(method))
            : null,
        CheckMethod.MixtureSprt mixture => new ScoreShareCheck(index, check, test, new MixtureRule(Risk, mixture.TunedFor)),
        CheckMethod.GroupSequential group => new ScoreShareCheck(index, check, test, RuleOf(group)),
        CheckMethod.ConfidenceSequence sequence =>
            new SequenceShareCheck(index, check, test, SequenceLevels.Of(Risk.OwnHarm, Risk.OwnSafety, policy.Plan), sequence.TunedFor),
        CheckMethod.Kayenta judge when IsForKayenta(test) =>
            new KayentaCheck(index, check, new LookReader.OfShare(test), MarginOf(test), judge.Mode),
        CheckMethod.DistributionBand or CheckMethod.Kayenta => null,
        CheckMethod.TwoByTwo when test.Target is ShareTarget.Limit => null,
        _ => BetPlan.Of(check.Method, test, policy.Plan) is { Harm.Length: > 0 } bets ? new SequentialShareCheck(index, check, test, Risk, bets) : null,
    };

    /// <summary>What judges a mean.</summary>
    public BoundCheck? OfMean(int index, Check check, MeanDefinition mean, MeanTarget target) => check.Method switch
    {
        CheckMethod.Fixed { Form: FixedForm.Newcombe or FixedForm.Wald } method => new MeanCheck(index, check, mean, target, null, LevelsOf(method)),
        CheckMethod.Fixed { Form: FixedForm.Welch or FixedForm.MannWhitney } method when !target.IsLimit => new LookValuesCheck(
            index, check, new LookReader.OfMean(mean), new LookMargin(target.Value, 0, check.Metric.HigherIsWorse), LevelsOf(method)),
        CheckMethod.Kayenta judge when !target.IsLimit => new KayentaCheck(
            index, check, new LookReader.OfMean(mean), new LookMargin(target.Value, 0, check.Metric.HigherIsWorse), judge.Mode),
        CheckMethod.Sequential => new MeanCheck(index, check, mean, target, new MixtureRule(Risk, MeansTunedFor), default),
        CheckMethod.MixtureSprt mixture => new MeanCheck(index, check, mean, target, new MixtureRule(Risk, mixture.TunedFor), default),
        CheckMethod.GroupSequential group => new MeanCheck(index, check, mean, target, RuleOf(group), default),
        CheckMethod.ConfidenceSequence sequence =>
            new MeanCheck(index, check, mean, target, new SequenceRule(Risk.OwnHarm, Risk.OwnSafety, sequence.TunedFor), default),
        _ => null,
    };

    /// <summary>What judges the largest difference of two distributions whose values have an order.</summary>
    public BoundCheck? OfDifference(int index, Check check, DistributionDefinition distribution, double margin) => check.Method switch
    {
        CheckMethod.DistributionBand =>
            new BandCheck(index, check, distribution, margin, SequenceLevels.Of(Risk.OwnHarm, Risk.OwnSafety, policy.Plan)),
        CheckMethod.Fixed { Form: FixedForm.KolmogorovSmirnov } method =>
            new KolmogorovSmirnovCheck(index, check, distribution, margin, LevelsOf(method)),
        _ => null,
    };

    /// <summary>What judges an index of how far two distributions lie apart.</summary>
    public BoundCheck? OfIndex(int index, Check check, DistributionDefinition distribution, double limit) => check.Method switch
    {
        CheckMethod.Fixed { Form: FixedForm.StabilityIndex or FixedForm.JensenShannon } method =>
            new IndexCheck(index, check, distribution, limit, LevelsOf(method)),
        _ => null,
    };

    /// <summary>Why a share is not judged by a method, and what would judge it.</summary>
    public static string ShareRefusal(Check check, ShareTest test) => check.Method is CheckMethod.Sprt sprt && test.Target is ShareTarget.Limit limit
        ? BindingMessages.DesignBeyondOne(sprt.Design, limit.Rate, test.EventsAreGood)
        : BindingMessages.MethodHasNoForm(check.Method, BindingMessages.QuestionOf(test.Target, test.HasPairs), Alternatives(test));

    /// <summary>Why a mean is not judged by a method, and what would judge it.</summary>
    public static string MeanRefusal(Check check)
    {
        string[] looks = check.Requirement is Requirement.NotWorseThanBaseline ? ["welch", "mann-whitney", "kayenta"] : [];
        return BindingMessages.MethodHasNoForm(
            check.Method, "a mean", ["fixed", "z", .. looks, "sequential", "mixture-sprt", "confidence-sequence", "group-sequential"]);
    }

    private static IEnumerable<string> Alternatives(ShareTest test)
    {
        foreach (FixedForm form in Enum.GetValues<FixedForm>())
        {
            bool isByLooks = form is FixedForm.Welch or FixedForm.MannWhitney;
            bool fits = isByLooks
                ? test.Target is not ShareTarget.Limit && !test.HasPairs
                : FixedProcedures.Of(form) is { } procedure && Fits(procedure, test);
            if (fits)
                yield return new CheckMethod.Fixed(form, Multiplicity.None).Name;
        }

        foreach (string repeated in (string[])["sequential", "sprt", "e-detector", "mixture-sprt", "confidence-sequence", "group-sequential"])
            yield return repeated;
        if (test.Target is not ShareTarget.Limit)
            yield return "two-by-two";
        if (IsForKayenta(test))
            yield return "kayenta";
    }

    // Its margin is a ratio of means; no points at all are the ratio 1.
    private static bool IsForKayenta(ShareTest test) => test.Target is ShareTarget.Ratio or ShareTarget.Points { Difference: 0 };

    private static bool Fits(FixedProcedure procedure, ShareTest test) =>
        procedure.Fits(test.Target, false) && (!test.HasPairs || procedure.Fits(test.Target, true));

    private static LookMargin MarginOf(ShareTest test) => test.Target is ShareTarget.Points
        ? new LookMargin(1, test.EventMargin, !test.EventsAreGood)
        : new LookMargin(test.EventMargin, 0, !test.EventsAreGood);

    private SpendingRule RuleOf(CheckMethod.GroupSequential group) => new(group, Risk.OwnHarm, Risk.OwnSafety);

    private FixedLevels LevelsOf(CheckMethod.Fixed method) => FixedLevels.Of(policy.Risk, method, _fixedChecks);
}
