using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Multiplicity;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 3 of the reference: methods that survive repeated looks, for counts.</summary>
internal static class SequentialMethods
{
    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["naive_peeking_error"] = inputs => new Outputs { ["error"] = PeekingError.Of((int)inputs.Count("looks"), inputs.Number("alpha")) },
        ["sprt_bernoulli"] = Sprt,
        ["bernoulli_cs"] = BernoulliSequence,
        ["binomial_fixed_mixture_cs"] = FixedMixture,
        ["two_arm_difference_cs"] = TwoArms,
        ["rate_ratio_cs"] = RateRatio,
        ["multinomial_sequential_test"] = Multinomial,
        ["one_sided_error_share_e"] = inputs => LogE(OneSidedErrorShare.LogE(
            inputs.Number("x"), inputs.Number("n"), inputs.Number("theta0"), inputs.Number("a"), inputs.Number("b"))),
        ["staged_rate_ratio_e"] = inputs => LogE(StagedErrorShare.LogHarm(Stages(inputs), inputs.Number("r0", 1))),
        ["staged_rate_ratio_safe_e"] = inputs => LogE(StagedErrorShare.LogSafety(Stages(inputs), inputs.Number("r0"))),
        ["two_by_two_block_e"] = inputs => LogE(TwoByTwoBlocks.LogE(Blocks(inputs), inputs.Number("p_canary"), inputs.Number("p_baseline"))),
        ["e_combine"] = Combine,
        ["p_to_e_calibrator"] = inputs => new Outputs { ["e"] = Math.Exp(EValue.LogFromP(inputs.Number("p"), inputs.Number("kappa"))) },
        ["e_bh"] = inputs => new Outputs
        {
            ["rejected"] = EBenjaminiHochberg.Rejected(Array.ConvertAll(inputs.Numbers("e"), Math.Log), inputs.Number("alpha")),
        },
    };

    private static Outputs LogE(double value) => new() { ["log_e"] = value };

    private static ErrorStage[] Stages(CaseInputs inputs) => Array.ConvertAll(inputs.Table("stages"), row => new ErrorStage(row[0], row[1], row[2]));

    private static TwoByTwoBlock[] Blocks(CaseInputs inputs) =>
        Array.ConvertAll(inputs.Table("blocks"), row => new TwoByTwoBlock(row[0], row[1], row[2], row[3]));

    private static Outputs Ends(Interval interval) => new() { ["lo"] = interval.Lower, ["hi"] = interval.Upper };

    private static Outputs Sprt(CaseInputs inputs)
    {
        var test = new SequentialProbabilityRatio(inputs.Number("p0"), inputs.Number("p1"), inputs.Number("alpha"), inputs.Number("beta"));
        double x = inputs.Number("x");
        double n = inputs.Number("n");
        return new Outputs
        {
            ["llr"] = test.LogLikelihoodRatio(x, n),
            ["upper"] = test.UpperBound,
            ["lower"] = test.LowerBound,
            ["decision"] = test.Decide(x, n).ToString().ToLowerInvariant(),
        };
    }

    private static Outputs BernoulliSequence(CaseInputs inputs)
    {
        double alpha = inputs.Number("alpha");
        double k = BernoulliConfidenceSequence.Concentration(alpha, inputs.Number("t_opt"));
        return Ends(BernoulliConfidenceSequence.Interval(inputs.Number("x"), inputs.Number("n"), alpha, k));
    }

    private static Outputs FixedMixture(CaseInputs inputs) => Ends(
        FixedMixtureSequence.Interval(inputs.Number("x"), inputs.Number("n"), inputs.Number("alpha"), inputs.Number("a"), inputs.Number("b")));

    private static Outputs TwoArms(CaseInputs inputs) => Ends(TwoArmDifferenceSequence.Difference(
        new TunedArm(inputs.Number("x1"), inputs.Number("n1"), inputs.Number("t_opt1")),
        new TunedArm(inputs.Number("x2"), inputs.Number("n2"), inputs.Number("t_opt2")),
        inputs.Number("alpha")));

    private static Outputs RateRatio(CaseInputs inputs)
    {
        var sequence = ErrorShareSequence.Of(
            inputs.Number("x_canary"), inputs.Number("n_errors"), inputs.Number("weight"), inputs.Number("alpha"), inputs.Number("k"));
        return new Outputs
        {
            ["theta_lo"] = sequence.Share.Lower,
            ["theta_hi"] = sequence.Share.Upper,
            ["ratio_lo"] = sequence.Ratio.Lower,
            ["ratio_hi"] = sequence.Ratio.Upper,
        };
    }

    private static Outputs Multinomial(CaseInputs inputs)
    {
        double logE = MultinomialMixture.LogE(inputs.Numbers("counts"), inputs.Numbers("theta0"), inputs.Number("k"));
        return new Outputs { ["log_e"] = logE, ["p"] = EValue.AsP(logE) };
    }

    private static Outputs Combine(CaseInputs inputs)
    {
        double[] logs = Array.ConvertAll(inputs.Numbers("e"), Math.Log);
        double mean = EValue.LogMean(logs);
        return new Outputs { ["mean"] = Math.Exp(mean), ["product"] = Math.Exp(EValue.LogProduct(logs)), ["p_from_mean"] = EValue.AsP(mean) };
    }
}
