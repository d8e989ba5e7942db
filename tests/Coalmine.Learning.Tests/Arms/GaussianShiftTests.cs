using Coalmine.Learning.Arms;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Functions;
using Xunit;

namespace Coalmine.Learning.Tests.Arms;

/// <summary>
/// Two classes whose one input is normal with means -1 and 1, and a linear model that says yes above 0. A shift by d leaves (Phi(1 + d) + Phi(1 - d)) / 2 of
/// its answers right. The rows are the 2,000 quantiles (i - 1/2) / 2,000 of each class, so that a share of them is its probability within 1/4,000.
/// </summary>
public sealed class GaussianShiftTests
{
    private const int Each = 2000;
    private const double Error = 1.0 / (2 * Each);

    private static readonly byte[] Linear = LinearOnnx.Logistic([2], 0);

    // Phi: Abramowitz and Stegun 1972, table 26.1.
    [Theory]
    [InlineData(0.0, 0.841344746, 0.841344746)]
    [InlineData(0.5, 0.933192799, 0.691462461)]
    [InlineData(1.0, 0.977249868, 0.5)]
    [InlineData(-2.0, 0.158655254, 0.998650102)]
    public void Accuracy_OfALinearModelUnderAShift_IsTheClosedForm(double by, double right, double alsoRight)
    {
        ScoredRows rows = GivenRows.Score(Linear, Rows(), new InputChange.Shift("x", by));
        Assert.Equal((right + alsoRight) / 2, rows.Accuracy, Error);
        Assert.Equal(right, rows.Classes.RecallOf(1), Error);
        Assert.Equal(alsoRight, rows.Classes.RecallOf(0), Error);
    }

    [Fact]
    public void Accuracy_UnderAPriorShift_IsTheRecallsByTheirNewShares()
    {
        ScoredRows rows = GivenRows.Score(LinearOnnx.Logistic([2], 1), Rows(), new InputChange.ClassShare("yes", 0.9));

        // Yes above -0.5: Phi(1.5) of the one class and Phi(0.5) of the other.
        Assert.Equal(0.9 * 0.933192799 + 0.1 * 0.691462461, rows.Accuracy, Error);
        Assert.Equal(0.9, rows.Classes.ShareOf(1), 1e-12);
    }

    [Fact]
    public void Accuracy_OnARamp_IsTheClosedFormAtEveryTenth()
    {
        InputDrift drift = GivenRows.Drift(new InputChange.Shift("x", 1), TimeSpan.FromMinutes(30));
        using LearnedModel model = LearnedModel.Open("m.onnx", Linear);
        ScoredModel scored = ModelScoring.Score(model, new ModelUse("yes", null), Rows(), [drift], GivenRows.End);
        Assert.Equal(11, scored.States);
        Assert.Equal((0.933192799 + 0.691462461) / 2, scored.In(5).Accuracy, Error);
        Assert.Equal((0.977249868 + 0.5) / 2, scored.In(10).Accuracy, Error);
    }

    private static RowTable Rows()
    {
        double[] quantiles = [.. Enumerable.Range(0, Each).Select(i => -NormalDistribution.UpperQuantile((i + 0.5) / Each))];
        return RowTable.Of(
            [new RowColumn.Numbers("x", [.. quantiles.Select(q => (float)(q - 1)), .. quantiles.Select(q => (float)(q + 1))])],
            [.. Enumerable.Repeat("no", Each), .. Enumerable.Repeat("yes", Each)]);
    }
}
