using System.Runtime.InteropServices;
using Coalmine.Learning.Surrogates;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Learning.Tests.Surrogates;

/// <summary>Ensembles on functions that are known.</summary>
public sealed class TreeEnsembleTests
{
    private static readonly double[][] Points = MakePoints(1, 120);
    private static readonly double[] Values = Array.ConvertAll(Points, Function);

    [Fact]
    public void Ensemble_OnNewPoints_IsCloserThanTheMean()
    {
        double[][] others = MakePoints(2, 200);
        SurrogatePrediction[] said = TreeEnsemble.Train(Points, Values, 5).Predict(others);
        double mean = Values.Average();
        double error = others.Select((point, i) => Math.Pow(said[i].Mean - Function(point), 2)).Sum();
        double without = others.Sum(point => Math.Pow(mean - Function(point), 2));

        // Fixed points and a fixed seed: no chance of a false alarm. Trees of 120 examples explain well over half of so simple a function.
        Assert.InRange(error / without, 0, 0.35);
        Assert.All(said, each => Assert.True(each.Spread >= 0));
    }

    [Fact]
    public void Ensemble_SameExamplesAndSeed_SaysTheSame() =>
        Assert.Equal(TreeEnsemble.Train(Points, Values, 5).Predict(Points), TreeEnsemble.Train(Points, Values, 5).Predict(Points));

    [Fact]
    public void Ensemble_OtherSeed_SaysSomethingElse() =>
        Assert.NotEqual(TreeEnsemble.Train(Points, Values, 5).Predict(Points), TreeEnsemble.Train(Points, Values, 6).Predict(Points));

    [Fact]
    public void Ensemble_ValuesThatDoNotVary_ArePredicted() =>
        Assert.All(TreeEnsemble.Train(Points, [.. Points.Select(_ => 3.0)], 1).Predict(Points), said => Assert.Equal(3, said.Mean, 4));

    [Fact]
    public void Ensemble_BadExamples_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Train(Points[..3], Values[..3], 1));
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Train(Points, Values[..4], 1));
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Train(Points[..4], [1, 2, double.NaN, 4], 1));
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Train(Points, Values, 1).Predict([[1.0]]));
    }

    [Theory]
    [InlineData(Architecture.X64, true, true)]
    [InlineData(Architecture.Arm64, true, false)]
    [InlineData(Architecture.X64, false, false)]
    public void Platform_WithNatives_IsX64OfAKnownSystem(Architecture architecture, bool isKnown, bool expected) =>
        Assert.Equal(expected, TrainingPlatform.Has(architecture, isKnown));

    internal static double[][] MakePoints(ulong seed, int count)
    {
        Xoshiro256 random = StreamKey.Root(seed).Open();
        double[][] points = new double[count][];
        for (int i = 0; i < count; i++)
            points[i] = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
        return points;
    }

    // The third coordinate plays no part, the first most of it.
    internal static double Function(double[] point) => (4 * point[0]) + (point[1] > 0.5 ? 1 : 0);
}
