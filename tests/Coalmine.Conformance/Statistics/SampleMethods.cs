using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Quantiles;
using Coalmine.Statistics.Ranks;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 1 of the reference: samples of values rather than counts, and unconditional exact tests.</summary>
internal static class SampleMethods
{
    private const double Confidence = 0.95;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["boschloo"] = Boschloo,
        ["barnard_pooled"] = inputs => new Outputs
        {
            ["p_greater"] = UnconditionalExact.BarnardGreater(Size(inputs, "x1"), Size(inputs, "n1"), Size(inputs, "x2"), Size(inputs, "n2")),
        },
        ["welch_t"] = Welch,
        ["mann_whitney"] = RankSum,
        ["hodges_lehmann_ci"] = Shift,
        ["brunner_munzel"] = Brunner,
        ["ks_two_sample"] = KolmogorovSmirnovTests,
        ["anderson_darling_k"] = AndersonDarlingTest,
        ["cramer_von_mises_2"] = CramerVonMisesTest,
        ["quantile_bootstrap_free"] = BootstrapFree,
    };

    private static int Size(CaseInputs inputs, string name) => (int)inputs.Count(name);

    private static Outputs Boschloo(CaseInputs inputs)
    {
        int x1 = Size(inputs, "x1"), n1 = Size(inputs, "n1"), x2 = Size(inputs, "x2"), n2 = Size(inputs, "n2");
        return new Outputs
        {
            ["p_greater"] = UnconditionalExact.BoschlooGreater(x1, n1, x2, n2),
            ["p_two"] = UnconditionalExact.BoschlooTwoSided(x1, n1, x2, n2),
        };
    }

    private static Outputs Welch(CaseInputs inputs)
    {
        var canary = new SampleSummary(inputs.Number("mean1"), inputs.Number("sd1"), inputs.Number("n1"));
        var baseline = new SampleSummary(inputs.Number("mean2"), inputs.Number("sd2"), inputs.Number("n2"));
        if (!WelchT.IsDefined(canary, baseline))
            return Outputs.Undefined("t", "df", "p_two", "p_greater", "lo", "hi");
        var test = WelchT.Of(canary, baseline);
        var interval = test.Difference(Confidence);
        return new Outputs
        {
            ["t"] = test.T,
            ["df"] = test.DegreesOfFreedom,
            ["p_two"] = test.TwoSided,
            ["p_greater"] = test.Greater,
            ["lo"] = interval.Lower,
            ["hi"] = interval.Upper,
        };
    }

    private static Outputs RankSum(CaseInputs inputs)
    {
        double[] x = inputs.Numbers("x");
        double[] y = inputs.Numbers("y");
        if (x.Length == 0 || y.Length == 0)
            return Outputs.Undefined("U", "var", "cles", "z", "p_two", "z_cc", "p_two_cc", "p_greater_cc", "p_two_exact", "hodges_lehmann");
        var test = MannWhitney.Of(x, y);
        return new Outputs
        {
            ["U"] = test.U,
            ["var"] = test.Variance,
            ["cles"] = test.Superiority,
            ["z"] = test.Z,
            ["p_two"] = test.TwoSided,
            ["z_cc"] = test.CorrectedZ,
            ["p_two_cc"] = test.CorrectedTwoSided,
            ["p_greater_cc"] = test.CorrectedGreater,
            ["p_two_exact"] = Output.Where(MannWhitney.HasExact(x.Length, y.Length), () => MannWhitney.ExactTwoSided(x, y)),
            ["hodges_lehmann"] = HodgesLehmann.Shift(x, y),
        };
    }

    private static Outputs Shift(CaseInputs inputs)
    {
        double[] x = inputs.Numbers("x");
        double[] y = inputs.Numbers("y");
        if (x.Length == 0 || y.Length == 0)
            return Outputs.Undefined("lo", "hi", "est");
        var interval = HodgesLehmann.Interval(x, y, Confidence);
        return new Outputs { ["lo"] = interval.Lower, ["hi"] = interval.Upper, ["est"] = HodgesLehmann.Shift(x, y) };
    }

    private static Outputs Brunner(CaseInputs inputs)
    {
        var test = BrunnerMunzel.Of(inputs.Numbers("x"), inputs.Numbers("y"));
        return new Outputs
        {
            ["stat"] = Output.Where(test.IsDefined, () => test.Statistic),
            ["p_two"] = Output.Where(test.IsDefined, () => test.TwoSided),
            ["phat_y_gt_x"] = test.SecondLarger,
        };
    }

    private static Outputs KolmogorovSmirnovTests(CaseInputs inputs)
    {
        var test = KolmogorovSmirnov.Of(inputs.Numbers("x"), inputs.Numbers("y"));
        return new Outputs { ["D"] = test.Distance, ["p_limit"] = test.LimitP, ["p_exact_ties"] = test.ExactP() };
    }

    private static Outputs AndersonDarlingTest(CaseInputs inputs)
    {
        var test = AndersonDarling.Of(inputs.Table("samples"));
        bool isDefined = double.IsFinite(test.Statistic);
        return new Outputs
        {
            ["T"] = Output.Where(isDefined, () => test.Standardised),
            ["A2"] = Output.Where(isDefined, () => test.Statistic),
            ["p_limit"] = Output.Where(isDefined, () => test.LimitP),
        };
    }

    private static Outputs CramerVonMisesTest(CaseInputs inputs)
    {
        var test = CramerVonMises.Of(inputs.Numbers("x"), inputs.Numbers("y"));
        return new Outputs { ["T"] = test.T, ["p_asym"] = test.LimitP, ["p_exact"] = test.ExactP() };
    }

    private static Outputs BootstrapFree(CaseInputs inputs)
    {
        double[] x = [.. inputs.Numbers("x").Order()];
        double[] y = [.. inputs.Numbers("y").Order()];
        double quantile = inputs.Number("q");
        double alpha = inputs.Number("alpha", 1 - Confidence);
        (int lower, int upper) = BootstrapFreeQuantile.Ranks(x.Length, quantile, alpha);
        var difference = BootstrapFreeQuantile.Difference(x, y, quantile, alpha);
        return new Outputs
        {
            ["x_ci"] = new Outputs { ["lo_index"] = (double)lower, ["hi_index"] = (double)upper, ["lo"] = x[lower - 1], ["hi"] = x[upper - 1] },
            ["diff_ci"] = new Outputs { ["lo"] = difference.Lower, ["hi"] = difference.Upper },
        };
    }
}
