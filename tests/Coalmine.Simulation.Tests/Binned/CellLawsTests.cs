using Coalmine.Simulation.Binned;
using Coalmine.Simulation.Faults;

namespace Coalmine.Simulation.Tests.Binned;

public sealed class CellLawsTests
{
    [Fact]
    public void Of_FaultWithinACell_AveragesBothSides()
    {
        // Onset 5 s into the third cell of 15 s: a third without it, two thirds with it.
        CellLaw[] laws = Laws(new ErrorIncrease(0.03, FaultTarget.Canary, Given.From(TimeSpan.FromSeconds(35))));
        Assert.Equal(0.01, laws[2].Canary.Error, 12);
        Assert.Equal(0.03, laws[3].Canary.Error, 12);
        Assert.Equal(0.04, laws[4].Canary.Error, 12);
        Assert.Equal(0.01, laws[4].Baseline.Error, 12);
    }

    [Fact]
    public void Of_Ramp_TakesEachCellsMean()
    {
        CellLaw[] laws = Laws(new AccuracyDrop(0.04, FaultTarget.Both, new FaultTiming(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.MaxValue)));
        // The ramp covers cells 2 to 5; the mean strength of the j-th of four is (j - 0.5) / 4.
        for (int j = 1; j <= 4; j++)
            Assert.Equal(0.04 + 0.04 * (j - 0.5) / 4, laws[j + 1].Baseline.Wrong, 10);
        Assert.Equal(0.08, laws[6].Canary.Wrong, 12);
    }

    [Fact]
    public void Of_CellsAlike_ShareOneLaw()
    {
        CellLaw[] laws = Laws(new AccuracyDrop(0.04, FaultTarget.Canary, new FaultTiming(TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromSeconds(30))));
        Assert.Same(laws[1], laws[2]);
        Assert.Same(laws[3], laws[4]);
        Assert.Same(laws[1], laws[5]);
        Assert.NotSame(laws[2], laws[3]);
    }

    [Fact]
    public void Of_FaultThatComesAgain_HasTheSameLawsInEveryPeriod()
    {
        CellLaw[] laws = Laws(new AccuracyDrop(
            0.04, FaultTarget.Canary, new FaultTiming(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(45))));
        // Works for 20 of every 45 s: all of the first cell of 15 s, a third of the second, nothing of the third.
        double[] expected = [0.08, 0.04 + 0.04 / 3, 0.04, 0.08, 0.04 + 0.04 / 3, 0.04];
        Assert.Equal(expected, laws[1..7].Select(law => Math.Round(law.Canary.Wrong, 12)), (left, right) => Math.Abs(left - right) < 1e-12);
        Assert.Same(laws[1], laws[4]);
    }

    [Fact]
    public void Of_ColdPods_TakesEachCellsMeanLatency()
    {
        CellLaw[] laws = Laws(new ColdStart(3, TimeSpan.FromSeconds(60), FaultTarget.Canary));
        double warm = MeanLatency(laws[5].Canary);
        for (int j = 1; j <= 4; j++)
            Assert.Equal(1 + 2 * (1 - (j - 0.5) / 4), MeanLatency(laws[j].Canary) / warm, 8);
        Assert.Equal(warm, MeanLatency(laws[1].Baseline), 12);
    }

    private static double MeanLatency(ArmLaw law)
    {
        (double sum, double left) = (0, 1);
        for (int bucket = 0; bucket < law.Latency.Means.Length; bucket++)
        {
            sum += left * law.Latency.All.Values[bucket] * law.Latency.Means[bucket];
            left *= 1 - law.Latency.All.Values[bucket];
        }

        return sum;
    }

    private static CellLaw[] Laws(Fault fault) => CellLaws.Of(Given.World with { Faults = [fault] }, [.. Given.World.Telemetry.LatencyBounds], 8);
}
