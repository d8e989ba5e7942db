using Coalmine.Learning.Surrogates;
using Xunit;

namespace Coalmine.Learning.Tests.Surrogates;

/// <summary>Importance where it is known.</summary>
public sealed class PermutationImportanceTests
{
    private static readonly double[][] Points = TreeEnsembleTests.MakePoints(3, 150);
    private static readonly double[] Values = Array.ConvertAll(Points, TreeEnsembleTests.Function);

    [Fact]
    public void Importance_OfTheFunctionItself_FollowsItsCoefficients()
    {
        double[] importance = PermutationImportance.Of(new Exact(), Points, Values, 7);

        // Shuffling an independent coordinate raises the squared error by twice its share of the variance: here 4²/12 and 1/4 of 4²/12 + 1/4.
        double variance = (16 / 12.0) + 0.25;
        Assert.Equal(2 * (16 / 12.0) / variance, importance[0], 0.3);
        Assert.Equal(2 * 0.25 / variance, importance[1], 0.15);
        Assert.Equal(0, importance[2]);
    }

    [Fact]
    public void Importance_OfTrees_FindsWhatMatters()
    {
        double[] importance = PermutationImportance.Of(TreeEnsemble.Train(Points, Values, 1), Points, Values, 7);
        Assert.True(importance[0] > 4 * importance[1] / 2);
        Assert.True(importance[1] > 4 * importance[2]);
    }

    [Fact]
    public void Importance_ValuesThatDoNotVary_IsZero() =>
        Assert.Equal([0, 0, 0], PermutationImportance.Of(new Exact(), Points, new double[Points.Length], 7));

    [Fact]
    public void Importance_WithoutPoints_IsRefused() => Assert.Throws<ArgumentException>(() => PermutationImportance.Of(new Exact(), [], [], 1));

    private sealed class Exact : ISurrogate
    {
        public SurrogatePrediction[] Predict(IReadOnlyList<double[]> points) =>
            [.. points.Select(point => new SurrogatePrediction(TreeEnsembleTests.Function(point), 0))];
    }
}
