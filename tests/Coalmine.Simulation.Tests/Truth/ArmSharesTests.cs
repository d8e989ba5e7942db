using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Tests.Truth;

public sealed class ArmSharesTests
{
    [Fact]
    public void Of_SharesOfEachArm_FollowTheFaults()
    {
        ArmShares shares = new(Given.World with
        {
            Faults = [new ErrorIncrease(0.05, FaultTarget.Canary, Given.From(TimeSpan.FromMinutes(10))), new AccuracyDrop(0.03, FaultTarget.Both, FaultTiming.Always)],
        });
        Assert.Equal(0.01, shares.Of(new Metric.Errors(), Arm.Canary, double.NaN, Moment.Start), 12);
        Assert.Equal(0.06, shares.Of(new Metric.Errors(), Arm.Canary, double.NaN, Moment.FromSeconds(600)), 12);
        Assert.Equal(0.01, shares.Of(new Metric.Errors(), Arm.Baseline, double.NaN, Moment.FromSeconds(600)), 12);
        Assert.Equal(0.07, shares.Of(new Metric.Accuracy(), Arm.Baseline, double.NaN, Moment.Start), 12);
        Assert.Equal(0.05, shares.Of(new Metric.Conversion(), Arm.Canary, double.NaN, Moment.Start), 12);

        // By the two quantiles that the model is given by.
        Assert.Equal(0.5, shares.Of(new Metric.LatencyQuantile(0.99), Arm.Canary, 0.045, Moment.Start), 9);
        Assert.Equal(0.01, shares.Of(new Metric.LatencyQuantile(0.99), Arm.Canary, 0.16, Moment.Start), 9);
        Assert.True(double.IsNaN(shares.Of(new Metric.Revenue(), Arm.Canary, double.NaN, Moment.Start)));
    }

    [Fact]
    public void Of_BiasedLabels_IsWhatTheyShow()
    {
        ArmShares shares = new(Given.World with { Labels = new LabelProcess(0.2, new DelayDistribution.Fixed(0)) { WrongShare = 0.8 } });

        // 4 wrong answers in 100, of which 3.2 are labelled, and 96 right ones, of which 19.2 are.
        Assert.Equal(3.2 / 22.4, shares.Of(new Metric.Accuracy(), Arm.Baseline, double.NaN, Moment.Start), 12);
    }

    [Fact]
    public void Requests_FollowTheShape_AndBurstsScatter()
    {
        World world = Given.World with
        {
            Traffic = new Traffic(100, new Users(5000, true), 5) { Shape = new RateShape.Diurnal(0.2, TimeSpan.FromHours(12), TimeSpan.Zero) },
        };
        ArmShares shares = new(world);
        Assert.Equal(9, shares.Dispersion);

        // At midnight the rate is the lowest, a fifth of the mean; over a whole day it is the mean.
        Assert.Equal(20, shares.RequestsPerSecond(Moment.Start, Moment.FromSeconds(60)), 0.01);
        Assert.Equal(100, shares.RequestsPerSecond(Moment.Start, Moment.FromSeconds(86_400)), 6);
        RateShape bursty = new RateShape.Bursty(4, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
        Assert.Equal(100, new ArmShares(world with { Traffic = world.Traffic with { Shape = bursty } }).RequestsPerSecond(Moment.Start, Moment.FromSeconds(60)));
    }
}
