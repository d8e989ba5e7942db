using Coalmine.Statistics.Multiplicity;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Multiplicity;

public sealed class AdjustedPTests
{
    private static readonly Gen<double[]> Values = Gen.Double[0, 1].Array[1, 9];

    [Fact]
    public void Of_AnyValues_KeepsTheKnownOrderOfTheMethods() => Values.Sample(
        p =>
        {
            double[] bonferroni = AdjustedP.Of(p, Adjustment.Bonferroni);
            double[] holm = AdjustedP.Of(p, Adjustment.Holm);
            double[] hochberg = AdjustedP.Of(p, Adjustment.Hochberg);
            double[] hommel = AdjustedP.Of(p, Adjustment.Hommel);
            double[] rate = AdjustedP.Of(p, Adjustment.BenjaminiHochberg);
            return Enumerable.Range(0, p.Length).All(i =>
                IsAtMost(p[i], rate[i]) && IsAtMost(rate[i], hommel[i]) && IsAtMost(hommel[i], hochberg[i]) && IsAtMost(hochberg[i], holm[i])
                && IsAtMost(holm[i], bonferroni[i]));
        },
        iter: 5000,
        seed: "0000000000041");

    [Fact]
    public void Hommel_SmallFamilies_IsClosedTestingOverAllSubsets() => Gen.Double[0, 1].Array[1, 6].Sample(
        p =>
        {
            double[] adjusted = AdjustedP.Of(p, Adjustment.Hommel);
            return Enumerable.Range(0, p.Length).All(i => Math.Abs(adjusted[i] - Math.Min(1, ByAllSubsets(p, i))) < 1e-12);
        },
        iter: 2000,
        seed: "0000000000042");

    private static bool IsAtMost(double a, double b) => a <= b + 1e-15;

    private static double ByAllSubsets(double[] p, int member)
    {
        double worst = 0;
        for (int set = 0; set < 1 << p.Length; set++)
        {
            if ((set >> member & 1) == 0)
                continue;
            double[] chosen = [.. p.Where((_, i) => (set >> i & 1) == 1).Order()];
            worst = Math.Max(worst, chosen.Select((value, i) => chosen.Length * value / (i + 1)).Min());
        }

        return worst;
    }
}
