using Coalmine.Manifests.Diagnostics;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

public sealed class EngineRefusalTests
{
    [Theory]
    [InlineData("serving: { concurrency: 8, queue: 100 }", 6, 10, "pods with limits")]
    [InlineData("canary: { like: baseline, faults: [ { memoryGrowth: { first: 400MB, perRequest: 20kB, limit: 1GB } } ] }", 6, 37, "memory grows")]
    public void BinnedEngine_IsRefusedWhereSingleRequestsAreNeeded(string line, int atLine, int atColumn, string why)
    {
        Scenario scenario = ScenarioText.Accepted(line);
        Diagnostic said = Assert.Single(EngineRefusal.Of(scenario, EngineKind.Binned));
        Assert.Equal((new TextPosition(atLine, atColumn), "CM2190", "s.yaml"), (said.Position, said.Id, said.File));
        Assert.Contains($"The binned engine cannot bring this world forward: {why}", said.Message, StringComparison.Ordinal);
        Assert.Empty(EngineRefusal.Of(scenario, EngineKind.Request));
        Assert.Empty(EngineRefusal.Of(scenario, null));
    }

    [Fact]
    public void BinnedEngine_OfRegularArrivals_IsRefusedAtTheTraffic()
    {
        ReadResult<Scenario> read = ScenarioText.ReadWith("traffic: { rate: 200/s, users: { count: 50000 }, arrivals: regular }");
        Scenario scenario = Assert.IsType<ReadResult<Scenario>.Read>(read).Value;
        Diagnostic said = Assert.Single(EngineRefusal.Of(scenario, EngineKind.Binned));
        Assert.Equal(new TextPosition(3, 10), said.Position);
        Assert.Contains("arrivals at a steady pace", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EngineKind.Binned)]
    [InlineData(EngineKind.Request)]
    public void AnyEngine_BringsAPlainWorldForward(EngineKind engine)
    {
        Scenario scenario = ScenarioText.Accepted();
        Assert.Empty(EngineRefusal.Of(scenario, engine));
        LoadedScenario loaded = Assert.IsType<ReadResult<LoadedScenario>.Read>(LoadedScenario.Compile(scenario, engine)).Value;
        Assert.Equal((engine, ""), (loaded.Facts.Engine, loaded.Facts.RequestsNeeded));
    }
}
