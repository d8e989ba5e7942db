using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 6.5 of the reference: mirrored traffic.</summary>
internal static class PairedMethods
{
    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["mcnemar"] = McNemarTests,
        ["paired_difference_ci"] = PairedDifferenceInterval,
        ["tango_noninferiority_z"] = Tango,
    };

    private static Outputs McNemarTests(CaseInputs inputs)
    {
        long b = inputs.Count("b");
        long c = inputs.Count("c");
        bool isDefined = b + c > 0;
        var exact = McNemar.Test(b, c);
        return new Outputs
        {
            ["p_exact"] = exact.Exact,
            ["p_mid"] = exact.Mid,
            ["p_greater_exact"] = exact.GreaterExact,
            ["chi2"] = Output.Where(isDefined, () => McNemar.ChiSquare(b, c)),
            ["chi2_cc"] = Output.Where(isDefined, () => McNemar.CorrectedChiSquare(b, c)),
            ["p_chi2"] = Output.Where(isDefined, () => TwoProportions.ChiSquareTail(McNemar.ChiSquare(b, c))),
            ["p_chi2_cc"] = Output.Where(isDefined, () => TwoProportions.ChiSquareTail(McNemar.CorrectedChiSquare(b, c))),
        };
    }

    private static Outputs PairedDifferenceInterval(CaseInputs inputs)
    {
        var pairs = new PairedCounts(
            inputs.Number("both_wrong"), inputs.Number("canary_only_wrong"), inputs.Number("baseline_only_wrong"), inputs.Number("both_right"));
        if (pairs.All == 0)
            return Outputs.Undefined("diff", "newcombe_lo", "newcombe_hi", "tango_lo", "tango_hi");
        double z = FixedSampleMethods.Quantile(inputs.Number("confidence", 0.95));
        var newcombe = NewcombePaired.Difference(pairs, z);
        var tango = TangoPaired.Difference(pairs, z);
        return new Outputs
        {
            ["diff"] = pairs.Difference,
            ["newcombe_lo"] = newcombe.Lower,
            ["newcombe_hi"] = newcombe.Upper,
            ["tango_lo"] = tango.Lower,
            ["tango_hi"] = tango.Upper,
        };
    }

    private static Outputs Tango(CaseInputs inputs)
    {
        double n = inputs.Number("n");
        if (n == 0)
            return Outputs.Undefined("z", "p");
        ZTest test = NonInferiority.Tango(inputs.Number("b"), inputs.Number("c"), n, inputs.Number("margin"));
        return new Outputs { ["z"] = test.Z, ["p"] = test.Less };
    }
}
