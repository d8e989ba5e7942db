using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 3 of the reference: means, quantiles, distributions and group-sequential boundaries.</summary>
internal static class AnytimeMethods
{
    private const double HalfWidthAlpha = 0.05;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["sprt_asn_wald"] = ExpectedSamples,
        ["msprt_normal"] = MixtureRatio,
        ["group_sequential_constant"] = inputs => new Outputs { ["final_z"] = Constant(inputs) },
        ["alpha_spending_boundary"] = inputs => new Outputs
        {
            ["z"] = GroupSequential.Bounds(Spending(inputs), inputs.Number("alpha"), inputs.Numbers("info")),
        },
        ["bounded_mean_cs"] = BoundedMean,
        ["hedged_betting_log_capital"] = inputs => new Outputs
        {
            ["log_capital"] = BoundedMeanSequence.HedgedLogCapital(inputs.Numbers("x"), inputs.Number("m"), inputs.Number("alpha", 0.05)),
        },
        ["normal_mixture_bound"] = inputs => new Outputs
        {
            ["bound"] = inputs.Flag("two_sided")
                ? NormalMixture.TwoSidedBound(inputs.Number("v"), inputs.Number("alpha"), inputs.Number("v_opt"))
                : NormalMixture.OneSidedBound(inputs.Number("v"), inputs.Number("alpha"), inputs.Number("v_opt")),
        },
        ["poly_stitching_bound"] = inputs => new Outputs
        {
            ["bound"] = PolynomialStitching.Bound(inputs.Number("v"), inputs.Number("alpha"), inputs.Number("v_min"), inputs.Number("c")),
        },
        ["asymptotic_cs_rho"] = inputs => new Outputs { ["rho"] = NormalMixture.AsymptoticRho(inputs.Number("n_opt"), inputs.Number("alpha")) },
        ["asymptotic_cs_halfwidth"] = inputs => new Outputs
        {
            ["half"] = NormalMixture.AsymptoticHalfWidth(inputs.Number("sd"), inputs.Number("n"), inputs.Number("alpha"), inputs.Number("rho")),
        },
        ["anytime_valid_t"] = RegressionAdjusted,
        ["quantile_cs_index"] = QuantileRanks,
        ["quantile_ab_sequential_p"] = QuantileEquality,
        ["ecdf_band_closed"] = inputs => new Outputs { ["radius"] = DistributionBand.Radius(inputs.Number("t"), inputs.Number("alpha")) },
        ["ecdf_lil_band"] = inputs => new Outputs
        {
            ["radius"] = DistributionBand.SharpRadius(inputs.Number("t"), inputs.Number("alpha"), inputs.Number("t_min")),
        },
        ["sequential_ks_p"] = inputs => new Outputs { ["p"] = DistributionBand.EqualityP(inputs.Number("D"), inputs.Number("n"), inputs.Number("m")) },
        ["anytime_logrank_e"] = Logrank,
    };

    private static Outputs ExpectedSamples(CaseInputs inputs)
    {
        var test = new SequentialProbabilityRatio(inputs.Number("p0"), inputs.Number("p1"), inputs.Number("alpha"), inputs.Number("beta"));
        (double underNull, double underAlternative) = test.ExpectedSamples();
        return new Outputs { ["asn_h0"] = underNull, ["asn_h1"] = underAlternative };
    }

    private static Outputs MixtureRatio(CaseInputs inputs)
    {
        double log = NormalMixture.LogLikelihoodRatio(
            inputs.Number("n"), inputs.Number("mean"), inputs.Number("theta0"), inputs.Number("sigma2"), inputs.Number("tau2"));
        return new Outputs { ["log_lambda"] = log, ["p"] = EValue.AsP(log) };
    }

    private static double Constant(CaseInputs inputs)
    {
        int looks = (int)inputs.Count("K");
        double alpha = inputs.Number("alpha");
        return inputs.Text("type") switch
        {
            "pocock" => GroupSequential.PocockConstant(looks, alpha),
            "obrien_fleming" => GroupSequential.OBrienFlemingConstant(looks, alpha),
            string other => throw new CaseFormatException($"'type' is \"{other}\"; allowed: pocock, obrien_fleming"),
        };
    }

    // The names of rpact.
    private static AlphaSpending Spending(CaseInputs inputs) => inputs.Text("spending") switch
    {
        "asOF" => new AlphaSpending.OBrienFleming(),
        "asP" => new AlphaSpending.Pocock(),
        "asKD" => new AlphaSpending.Power(inputs.Number("gamma")),
        "asHSD" => new AlphaSpending.HwangShihDeCani(inputs.Number("gamma")),
        string other => throw new CaseFormatException($"'spending' is \"{other}\"; allowed: asOF, asP, asKD, asHSD"),
    };

    private static Outputs BoundedMean(CaseInputs inputs)
    {
        double[] values = inputs.Numbers("x");
        double alpha = inputs.Number("alpha", 0.05);
        var bernstein = BoundedMeanSequence.EmpiricalBernstein(values, alpha);
        var hoeffding = BoundedMeanSequence.Hoeffding(values, alpha);
        return new Outputs
        {
            ["eb_lo"] = bernstein.Lower,
            ["eb_hi"] = bernstein.Upper,
            ["hoeffding_lo"] = hoeffding.Lower,
            ["hoeffding_hi"] = hoeffding.Upper,
        };
    }

    private static Outputs RegressionAdjusted(CaseInputs inputs)
    {
        var test = AnytimeT.Of(inputs.Number("nu"), inputs.Number("phi"), inputs.Number("z2"));
        return new Outputs { ["log_e"] = test.LogE(inputs.Number("t2")), ["half_in_se"] = test.HalfWidth(HalfWidthAlpha) };
    }

    private static Outputs QuantileRanks(CaseInputs inputs)
    {
        double alpha = inputs.Number("alpha");
        double k = BernoulliConfidenceSequence.Concentration(alpha, inputs.Number("t_opt"));
        (long lower, long upper) = QuantileSequence.Ranks(inputs.Count("n"), inputs.Number("q"), alpha, k);
        return new Outputs { ["lower_index"] = lower, ["upper_index"] = upper };
    }

    private static Outputs QuantileEquality(CaseInputs inputs)
    {
        double k = BernoulliConfidenceSequence.Concentration(inputs.Number("alpha_opt"), inputs.Number("t_opt"));
        double[] first = [.. inputs.Numbers("a").Order()];
        double[] second = [.. inputs.Numbers("b").Order()];
        return new Outputs { ["p"] = QuantileSequence.EqualityP(first, second, inputs.Number("q"), k) };
    }

    private static Outputs Logrank(CaseInputs inputs)
    {
        double ratio = inputs.Number("hazard_ratio");
        return new Outputs { ["log_e"] = inputs.Table("events").Sum(row => AnytimeLogrank.LogE(row[0] == 1, row[1], row[2], ratio)) };
    }
}
