using Coalmine.Statistics.Power;
using Coalmine.Workbench.Detectability;
using Xunit;

namespace Coalmine.Workbench.Tests.Detectability;

public sealed class PowerComputationTests
{
    private static readonly PowerQuestion Accuracy = new("accuracy", 0.04, 0.05) { RequestsPerSecond = 20, Weight = 0.1 };

    // The pooled z test's closed form, solved in Python's statistics.NormalDist.
    [Theory]
    [InlineData(0.04, 0.05, 20, 0.1, 2865.345)]
    [InlineData(0.005, 0.0075, 200, 0.05, 6045.463)]
    public void Of_OneLook_NeedsTheTrialsOfTheTest(double before, double after, double rate, double weight, double trials)
    {
        PowerAnswer answer = PowerComputation.Of(
            new PowerQuestion("errors", before, after) { RequestsPerSecond = rate, Weight = weight, Method = PowerMethod.Fixed });
        Assert.Equal(trials, answer.OneLookTrials, 0.01);
        Assert.Equal(trials / (rate * weight), answer.OneLookSeconds, 0.01);
        Assert.Equal(answer.OneLookSeconds, answer.Seconds);
    }

    [Theory]
    [InlineData(PowerMethod.Sequential)]
    [InlineData(PowerMethod.GroupSequential)]
    [InlineData(PowerMethod.Sprt)]
    public void Of_LooksThatMayBeRepeated_CostTime(PowerMethod method)
    {
        PowerAnswer answer = PowerComputation.Of(Accuracy with { Method = method });
        Assert.InRange(answer.PriceOfLooking, 1, 4);
        double[] seen = [.. answer.Curve.Select(point => point.CanaryRate).Where(double.IsFinite)];
        Assert.True(seen.Length > 5);
        Assert.Equal(seen.OrderDescending(), seen);

        // Where the curve crosses the effect that was asked for, the time is that of the answer, to the distance of two points.
        int crossing = answer.Curve.ToList().FindIndex(point => point.CanaryRate <= 0.05);
        Assert.InRange(answer.Seconds!.Value, answer.Curve[crossing - 1].At.TotalSeconds * 0.95, answer.Curve[crossing].At.TotalSeconds * 1.05);
    }

    [Fact]
    public void Of_LateLabels_TakesLonger()
    {
        PowerAnswer late = PowerComputation.Of(Accuracy with { LabelShare = 0.2, Delay = new LabelDelay.Constant(3600) });
        Assert.True(late.OneLookSeconds > 5 * PowerComputation.Of(Accuracy with { Method = PowerMethod.Fixed }).OneLookSeconds);
        Assert.StartsWith(
            "At 20 requests/s and a weight of 10 % you cannot see accuracy fall from 96 % to 95 % before ", PowerText.Sentence(late), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NextToNoTraffic_SaysThatAYearIsNotEnough()
    {
        PowerAnswer answer = PowerComputation.Of(Accuracy with { RequestsPerSecond = 1e-4 });
        Assert.Null(answer.Seconds);
        Assert.Contains("within 366d00h", PowerText.Sentence(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-6, 3e-6, 1, "At 1 requests/s and a weight of 10 % you cannot see errors rise from 0.0001 % to 0.0003 % within")]
    [InlineData(0.01, 0.010001, 20, "At 20 requests/s and a weight of 10 % you cannot see errors rise from 1 % to 1.0001 % within")]
    [InlineData(0.01, 0.02, 0.000123, "At 0.000123 requests/s and a weight of 10 % you cannot see errors rise from 1 % to 2 % within")]
    public void Sentence_OfTinyNumbers_TellsThemApart(double before, double after, double rate, string sentence)
    {
        PowerQuestion question = new("errors", before, after) { RequestsPerSecond = rate, Weight = 0.1, Method = PowerMethod.Fixed };
        PowerAnswer answer = PowerComputation.Of(question) with { Seconds = null };
        Assert.StartsWith(sentence, PowerText.Sentence(answer), StringComparison.Ordinal);
    }
}
