using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Xunit;

namespace Coalmine.Workbench.Tests.FirstHour;

public sealed class MadeWorldsTests
{
    private static readonly ServiceNumbers Numbers = new(50, 0.005, 0.18);

    [Fact]
    public void Worlds_AreAHealthyOneAndFourRegressedOnes()
    {
        LoadedScenario[] worlds = [.. MadeWorlds.Of(Numbers)];
        Assert.Equal(["healthy", "more-errors", "slower", "less-accurate", "errors-later"], worlds.Select(world => world.Facts.Name));
        Assert.Equal(
            [TruthKind.Healthy, TruthKind.Regressed, TruthKind.Regressed, TruthKind.Regressed, TruthKind.Regressed], worlds.Select(world => world.Facts.Truth));
        Assert.Equal(TimeSpan.FromMinutes(20), worlds[4].Facts.Onset);
        Assert.All(worlds[..4], world => Assert.Equal(TimeSpan.Zero, world.Facts.Onset));
    }

    [Fact]
    public void Worlds_HaveTheThreeNumbers_AndNothingIsWrongButOnTheCanary()
    {
        foreach (World world in MadeWorlds.Of(Numbers).Select(made => made.World.World))
        {
            Assert.Equal(50, world.Traffic.RequestsPerSecond);
            Assert.Equal(0.005, world.Baseline.ErrorRate);
            LatencyDistribution.LogNormal latency = Assert.IsType<LatencyDistribution.LogNormal>(world.Baseline.Latency);
            Assert.Equal(0.18, latency.P99);
            Assert.Equal(world.Baseline, world.Canary);
            Assert.All(world.Faults, fault => Assert.Equal(FaultTarget.Canary, fault.On));
        }
    }

    [Theory]
    [InlineData(EngineKind.Request)]
    [InlineData(EngineKind.Binned)]
    public void Worlds_AreBroughtForwardAsAsked(EngineKind engine) => Assert.All(MadeWorlds.Of(Numbers, engine), world => Assert.Equal(engine, world.Facts.Engine));

    // The corners of what the command line takes.
    [Theory]
    [InlineData(1e-9, 0, 1e-9)]
    [InlineData(1e7, MadeWorlds.LargestErrorRate, 600)]
    [InlineData(1e7, 0, 600)]
    [InlineData(1e-9, MadeWorlds.LargestErrorRate, 1e-9)]
    public void Worlds_AreWhatTheyAreCalled_WhateverTheNumbers(double rate, double errors, double p99) => Assert.Equal(
        5, MadeWorlds.Of(new ServiceNumbers(rate, errors, p99)).Count(world => world.Facts.Truth == (world.Facts.Name == "healthy" ? TruthKind.Healthy : TruthKind.Regressed)));

    [Fact]
    public void Assumptions_NameTheNumbersThatWorldsHave()
    {
        World world = MadeWorlds.Of(Numbers)[0].World.World;
        string assumed = string.Join(' ', MadeWorlds.Assumed);
        Assert.Equal((0.96, 5, 15.0), (world.Baseline.Accuracy, world.Pods.Baseline, world.Telemetry.ScrapeInterval.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(20), world.Serving.PodStart);
        Assert.All(["96 %", "five pods", "15 s", "20 s"], said => Assert.Contains(said, assumed, StringComparison.Ordinal));
    }
}
