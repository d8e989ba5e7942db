using Coalmine.Statistics.Ranks;
using CsCheck;
using Xunit;

namespace Coalmine.Statistics.Tests.Ranks;

/// <summary>Rank tests against plain enumerations of the same definitions.</summary>
public sealed class RankTests
{
    private static readonly Gen<(double[] X, double[] Y)> Samples =
        Gen.Select(Gen.Int[0, 6].Array[1, 6], Gen.Int[0, 6].Array[1, 6], (x, y) => (Array.ConvertAll(x, v => (double)v), Array.ConvertAll(y, v => (double)v)));

    [Fact]
    public void MannWhitney_AnySamples_CountsThePairs() => Samples.Sample(
        s => MannWhitney.Of(s.X, s.Y).U == s.X.Sum(a => s.Y.Sum(b => a > b ? 1 : a == b ? 0.5 : 0)),
        iter: 2000,
        seed: "0000000000051");

    [Fact]
    public void MannWhitneyExact_AnySamples_IsTheShareOfSplits() => Samples.Sample(
        s =>
        {
            double observed = Math.Abs(MannWhitney.Of(s.X, s.Y).U - (s.X.Length * s.Y.Length / 2.0));
            double share = ShareOfSplits(s, (x, y) => Math.Abs(MannWhitney.Of(x, y).U - (x.Length * y.Length / 2.0)) >= observed);
            return Math.Abs(MannWhitney.ExactTwoSided(s.X, s.Y) - share) < 1e-12;
        },
        iter: 300,
        seed: "0000000000052");

    [Fact]
    public void KolmogorovSmirnovExact_AnySamples_IsTheShareOfSplits() => Samples.Sample(
        s =>
        {
            double observed = KolmogorovSmirnov.Of(s.X, s.Y).Distance;
            double share = ShareOfSplits(s, (x, y) => KolmogorovSmirnov.Of(x, y).Distance >= observed);
            return Math.Abs(KolmogorovSmirnov.Of(s.X, s.Y).ExactP() - share) < 1e-12;
        },
        iter: 300,
        seed: "0000000000053");

    [Fact]
    public void HodgesLehmann_AnySamples_IsTheMedianOfTheDifferences() => Samples.Sample(
        s =>
        {
            double[] differences = [.. s.X.SelectMany(a => s.Y.Select(b => a - b)).Order()];
            int half = differences.Length / 2;
            double median = differences.Length % 2 == 1 ? differences[half] : (differences[half - 1] + differences[half]) / 2;
            return HodgesLehmann.Shift(s.X, s.Y) == median;
        },
        iter: 2000,
        seed: "0000000000054");

    [Theory]
    [InlineData(2.49236716, 0.05)]
    [InlineData(3.87812502, 0.01)]
    public void AndersonDarlingLimit_OfTwoSamples_IsTheOneSampleLimit(double point, double tail)
    {
        // Marsaglia and Marsaglia 2004, "Evaluating the Anderson-Darling distribution": percentage points of the limit law, which two samples share with one.
        double standardised = (point - 1) / Math.Sqrt((2 * Math.PI * Math.PI / 3) - 6);
        Assert.Equal(tail, new AndersonDarling(point, standardised, 2).LimitP, 1e-8);
    }

    private static double ShareOfSplits((double[] X, double[] Y) samples, Func<double[], double[], bool> isExtreme)
    {
        double[] pool = [.. samples.X, .. samples.Y];
        int extreme = 0, all = 0;
        for (int set = 0; set < 1 << pool.Length; set++)
        {
            if (int.PopCount(set) != samples.X.Length)
                continue;
            all++;
            double[] x = [.. pool.Where((_, i) => (set >> i & 1) == 1)], y = [.. pool.Where((_, i) => (set >> i & 1) == 0)];
            extreme += isExtreme(x, y) ? 1 : 0;
        }

        return (double)extreme / all;
    }
}
