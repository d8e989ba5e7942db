using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 1 of the reference: proportions at one planned look.</summary>
internal static class FixedSampleMethods
{
    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["two_proportion_z"] = TwoProportionZ,
        ["two_proportion_yates"] = TwoProportionYates,
        ["fisher_exact"] = Fisher,
        ["proportion_ci"] = ProportionInterval,
        ["diff_ci"] = DifferenceInterval,
        ["farrington_manning"] = FarringtonManning,
        ["risk_ratio_ci"] = RatioInterval,
    };

    /// <summary>The normal quantile of a two-sided confidence.</summary>
    public static double Quantile(double confidence) => NormalDistribution.UpperQuantile((1 - confidence) / 2);

    private static Outputs TwoProportionZ(CaseInputs inputs)
    {
        var (x1, n1, x2, n2) = Arms(inputs);
        if (n1 == 0 || n2 == 0)
            return Outputs.Undefined("z", "p_two", "p_greater");
        bool isUnpooled = inputs.Has("variance") && inputs.Text("variance") == "unpooled";
        ZTest test = isUnpooled ? TwoProportions.Unpooled(x1, n1, x2, n2) : TwoProportions.Pooled(x1, n1, x2, n2);
        return new Outputs { ["z"] = test.Z, ["p_two"] = test.TwoSided, ["p_greater"] = test.Greater };
    }

    private static Outputs TwoProportionYates(CaseInputs inputs)
    {
        var (x1, n1, x2, n2) = Arms(inputs);
        if (n1 == 0 || n2 == 0)
            return Outputs.Undefined("X2", "p_two");
        double chiSquare = TwoProportions.YatesChiSquare(x1, n1, x2, n2);
        return new Outputs { ["X2"] = chiSquare, ["p_two"] = TwoProportions.ChiSquareTail(chiSquare) };
    }

    private static Outputs Fisher(CaseInputs inputs)
    {
        var test = FisherExact.Test(inputs.Count("x1"), inputs.Count("n1"), inputs.Count("x2"), inputs.Count("n2"));
        return new Outputs { ["p_two"] = test.TwoSided, ["p_greater"] = test.Greater, ["p_less"] = test.Less, ["midp_greater"] = test.MidGreater };
    }

    private static Outputs ProportionInterval(CaseInputs inputs)
    {
        long x = inputs.Count("x");
        long n = inputs.Count("n");
        double confidence = inputs.Number("confidence", 0.95);
        var wilson = Wilson.Interval(x, n, Quantile(confidence));
        var exact = ClopperPearson.Interval(x, n, confidence);
        var jeffreys = Jeffreys.Interval(x, n, confidence);
        return new Outputs
        {
            ["wilson_lo"] = wilson.Lower,
            ["wilson_hi"] = wilson.Upper,
            ["cp_lo"] = exact.Lower,
            ["cp_hi"] = exact.Upper,
            ["jeffreys_lo"] = jeffreys.Lower,
            ["jeffreys_hi"] = jeffreys.Upper,
        };
    }

    private static Outputs DifferenceInterval(CaseInputs inputs)
    {
        var (x1, n1, x2, n2) = Arms(inputs);
        if (n1 == 0 || n2 == 0)
            return Outputs.Undefined("newcombe_lo", "newcombe_hi", "mn_lo", "mn_hi", "mee_lo", "mee_hi");
        double z = Quantile(inputs.Number("confidence", 0.95));
        var newcombe = Newcombe.Difference(x1, n1, x2, n2, z);
        var score = MiettinenNurminen.Difference(x1, n1, x2, n2, z);
        var mee = Mee.Difference(x1, n1, x2, n2, z);
        return new Outputs
        {
            ["newcombe_lo"] = newcombe.Lower,
            ["newcombe_hi"] = newcombe.Upper,
            ["mn_lo"] = score.Lower,
            ["mn_hi"] = score.Upper,
            ["mee_lo"] = mee.Lower,
            ["mee_hi"] = mee.Upper,
        };
    }

    private static Outputs FarringtonManning(CaseInputs inputs)
    {
        var (x1, n1, x2, n2) = Arms(inputs);
        if (n1 == 0 || n2 == 0)
            return Outputs.Undefined("z", "p");
        ZTest test = NonInferiority.FarringtonManning(x1, n1, x2, n2, inputs.Number("margin"));
        return new Outputs { ["z"] = test.Z, ["p"] = test.Less };
    }

    private static Outputs RatioInterval(CaseInputs inputs)
    {
        var (x1, n1, x2, n2) = Arms(inputs);
        if (n1 == 0 || n2 == 0)
            return Outputs.Undefined("score_lo", "score_hi", "rr", "katz_lo", "katz_hi");
        double z = Quantile(inputs.Number("confidence", 0.95));
        var score = ScoreRatio.Interval(x1, n1, x2, n2, z);
        bool hasKatz = KatzRatio.IsDefined(x1, x2);
        var katz = KatzRatio.Interval(x1, n1, x2, n2, z);
        return new Outputs
        {
            ["score_lo"] = score.Lower,
            ["score_hi"] = score.Upper,
            ["rr"] = Output.Where(x1 > 0 || x2 > 0, () => x1 / n1 / (x2 / n2)),
            ["katz_lo"] = Output.Where(hasKatz, () => katz.Lower),
            ["katz_hi"] = Output.Where(hasKatz, () => katz.Upper),
        };
    }

    private static (double X1, double N1, double X2, double N2) Arms(CaseInputs inputs) =>
        (inputs.Number("x1"), inputs.Number("n1"), inputs.Number("x2"), inputs.Number("n2"));
}
