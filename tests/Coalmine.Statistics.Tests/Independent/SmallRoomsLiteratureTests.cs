using Coalmine.Statistics.Designs;
using Coalmine.Statistics.Labels;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.RareEvents;
using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Designs, label-free estimates, rare events and generators against scipy, R, exact rationals and published streams.</summary>
[Trait("Category", "Independent")]
public sealed class SmallRoomsLiteratureTests
{
    [Theory]
    // scipy 1.10.1: qmc.Halton(4, scramble = False).random(20)[point, dimension]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 3, 0.14285714285714285)]
    [InlineData(5, 1, 0.7777777777777777)]
    [InlineData(7, 2, 0.44)]
    [InlineData(13, 3, 0.8775510204081632)]
    [InlineData(19, 0, 0.78125)]
    [InlineData(19, 1, 0.4074074074074074)]
    public void Halton_Points_AgreeWithScipy(int point, int dimension, double value) =>
        Digits.Agree(value, HaltonSequence.Points(20, 4)[point][dimension], 1e-14);

    [Theory]
    // scipy 1.10.1: qmc.Sobol(6, scramble = False).random_base2(4)[point, dimension]
    [InlineData(0, 0, 0)]
    [InlineData(1, 5, 0.5)]
    [InlineData(2, 1, 0.25)]
    [InlineData(3, 2, 0.75)]
    [InlineData(6, 3, 0.625)]
    [InlineData(9, 4, 0.0625)]
    [InlineData(13, 5, 0.9375)]
    [InlineData(15, 2, 0.5625)]
    [InlineData(15, 5, 0.1875)]
    [InlineData(11, 0, 0.4375)]
    public void Sobol_Points_AgreeWithScipy(int point, int dimension, double value) =>
        Digits.Agree(value, SobolSequence.Points(4, 6)[point][dimension], 1e-15);

    [Theory]
    // R 4.2.2: isoreg(y)$yf
    [InlineData(new double[] { 1, 3, 2, 4, 3.5, 3, 6 }, new double[] { 1, 2.5, 2.5, 3.5, 3.5, 3.5, 6 })]
    [InlineData(new double[] { 5, 4, 3, 2, 1 }, new double[] { 3, 3, 3, 3, 3 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2, 3 })]
    [InlineData(new double[] { 0.1, 0.4, 0.2, 0.9, 0.5, 0.5, 0.7 }, new double[] { 0.1, 0.3, 0.3, 0.6333333333333334, 0.6333333333333334, 0.6333333333333334, 0.6999999999999997 })]
    public void IsotonicRegression_UnitWeights_AgreesWithR(double[] values, double[] fitted)
    {
        double[] got = IsotonicRegression.Fit(values, [.. values.Select(_ => 1.0)]);
        for (int i = 0; i < fitted.Length; i++)
            Digits.Agree(fitted[i], got[i], 1e-13);
    }

    [Fact]
    public void ConfidenceBasedPerformance_SevenPredictions_AreExpectedCounts()
    {
        // Sums over exact rationals: each label is positive with its calibrated probability.
        var got = ConfidenceBasedPerformance.Of([0.9, 0.8, 0.35, 0.6, 0.1, 0.2, 0.55], [true, true, false, true, false, false, false]);
        Digits.Agree(0.7285714285714285, got.Accuracy, 1e-13);
        Digits.Agree(0.15746719775034718, got.AccuracyDeviation, 1e-13);
        Digits.Agree(2.3, got.TruePositives, 1e-13);
        Digits.Agree(0.7, got.FalsePositives, 1e-13);
        Digits.Agree(1.2, got.FalseNegatives, 1e-13);
        Digits.Agree(0.7666666666666667, got.Precision, 1e-13);
        Digits.Agree(0.6571428571428571, got.Recall, 1e-13);
        Digits.Agree(0.7076923076923077, got.F1, 1e-13);
    }

    [Fact]
    public void PredictionPoweredMean_Full_IsUnlabelledMeanPlusRectifier()
    {
        // Angelopoulos et al. 2023: mean(f of the unlabelled) + mean(y - f), variances added (Python 3.11).
        var got = PredictionPoweredMean.Full([1.2, 0.8, 1.9, 1.1, 1.4], [1.0, 0.9, 1.7, 1.3, 1.2], [1.1, 1.2, 0.8, 1.5, 1.3, 0.9, 1.6, 1.05]);
        Digits.Agree(1.2412500000000002, got.Estimate, 1e-13);
        Assert.Equal(1, got.Weight);
        Assert.InRange(got.StandardError, 0.11914564728875805, 0.13129080998207285); // divisor n or n - 1
    }

    [Theory]
    // Binomial sums in mpmath 1.2.1: E[w; X >= k] under the rate is the second moment under the tilted rate.
    [InlineData(20, 15, 0.3, 0.7, 4.29400219535917e-05, 152.60176067898047, 1.8289894631557435)]
    [InlineData(10, 10, 0.1, 0.9, 1.0000000000000006e-10, 99999.99999499998, 1.3667377183616616)]
    [InlineData(50, 12, 0.1, 0.24, 0.0032199211359099133, 17.594505181851428, 1.7520058226849555)]
    public void TiltedBinomial_AnyThreshold_IsTheSum(int n, int k, double rate, double tilted, double probability, double plain, double deviation)
    {
        var got = TiltedBinomial.Of(n, k, rate, tilted);
        Digits.Agree(probability, got.Probability, 1e-12);
        Digits.Agree(plain, got.PlainDeviation, 1e-11);
        Digits.Agree(deviation, got.TiltedDeviation, 1e-10);
    }

    [Fact]
    public void SplitMix_PublishedSeed_GivesThePublishedStream()
    {
        // The stream of seed 1234567, as printed at rosettacode.org, "Pseudo-random numbers/Splitmix64", and as Java's SplittableRandom mixes it.
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, Enumerable.Range(0, 5).Select(_ => SplitMix64.Next(ref state)));
    }

    [Fact]
    public void Xoshiro_OneTwoThreeFour_GivesTheReferenceStream()
    {
        // The reference C program of Blackman and Vigna with state 1, 2, 3, 4 (also the test vector of Rust's rand_xoshiro).
        var random = new Xoshiro256(1, 2, 3, 4);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        foreach (ulong value in expected)
            Assert.Equal(value, random.NextUInt64());
    }
}
