using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Sweeps;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Sweeps;

/// <summary>Studies of many sizes of a fault, and of many services.</summary>
public sealed class SweepTests
{
    private static readonly Study Small = new() { Scenarios = [], Seed = 11, Maximum = 40 };

    [Fact]
    public void Scaling_OfAnAccuracyDrop_MultipliesItsPoints()
    {
        LoadedScenario scenario = World("silent-accuracy-drop");
        AccuracyDrop half = Assert.IsType<AccuracyDrop>(Assert.Single(FaultScaling.Of(scenario, 0.5)!.World.World.Faults));
        Assert.Equal(0.015, half.Points, 12);
        Assert.Equal(TruthKind.Regressed, scenario.Facts.Truth);
        Assert.Equal(TruthKind.Healthy, FaultScaling.Of(scenario, 0)!.Facts.Truth);
    }

    // Of a factor 1.2 the part beyond 1 is doubled.
    [Fact]
    public void Scaling_OfASlowdown_ScalesWhatIsBeyondOne() =>
        Assert.Equal(1.4, Assert.IsType<LatencyIncrease>(Assert.Single(FaultScaling.Of(World("latency-shift-20-percent"), 2)!.World.World.Faults)).Factor, 12);

    [Fact]
    public void Scaling_OfAFaultWithoutASize_IsNothing() => Assert.Null(FaultScaling.Of(World("missed-scrapes"), 2));

    // Without a fault at most a few of 40 are rolled back (the policy's risk is 5 %: 9 or more of 40 have probability 0.0003); at twice 3 points nearly all are.
    [Fact]
    public void Sweep_OfAnAccuracyDrop_RisesFromFewToAll()
    {
        EffectSweep sweep = EffectSweeps.Of(World("silent-accuracy-drop"), [Policy("guide-table-sequential")], Small, 2, CancellationToken.None)!;
        Assert.Equal(EffectSweeps.Sizes, sweep.Sizes.Select(size => size.Factor));
        Assert.InRange(sweep.Sizes[0].RolledBack[0], 0, 8);
        Assert.InRange(sweep.Sizes[^1].RolledBack[0], 38, 40);
        Assert.Equal("", sweep.Sizes[0].Effects);
        Assert.Contains("accuracy", sweep.Sizes[^1].Effects, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_HasACellForEachRateAndErrorRate_OfAllWorlds()
    {
        ImmutableArray<ValidityMap> maps = ValidityMaps.Of(new ServiceNumbers(2, 0.05, 0.2), null, [Policy("any-platform")], Small with { Maximum = 2 }, 2, CancellationToken.None);
        ValidityMap map = Assert.Single(maps);
        Assert.Equal("any-platform", map.Policy);
        Assert.Equal(25, map.Cells.Length);
        Assert.Equal([0.2, 0.6, 2, 6, 20], map.Cells.Select(cell => Math.Round(cell.RequestsPerSecond, 9)).Distinct());
        Assert.All(map.Cells, cell => Assert.Equal((2, 8), (cell.Healthy, cell.Regressed)));
    }

    [Fact]
    public void Visible_ShrinksWithTime_AndOneLookSeesAtLeastAsMuch()
    {
        LoadedScenario healthy = World("healthy");
        Pairing pairing = ((PairingResult.Bound)Policy("guide-table-sequential").Bind(healthy)).Pairing;
        ImmutableArray<VisibleEffects> visible = EffectVisibility.Of(healthy, pairing.Trace(1, 0));
        Assert.Equal(["errors", "wrong answers"], visible.Select(each => each.Events));
        foreach (VisibleEffects each in visible)
        {
            double[] rates = [.. each.Points.Select(point => point.CanaryRate).Where(double.IsFinite)];
            Assert.NotEmpty(rates);
            Assert.Equal(rates.OrderDescending(), rates);
            Assert.All(each.Points.Where(point => double.IsFinite(point.CanaryRate)), point => Assert.InRange(point.AtOneLook, each.BaselineRate, point.CanaryRate));
        }
    }

    private static LoadedScenario World(string name) =>
        ((ReadResult<LoadedScenario>.Read)LoadedScenario.Load(Path.Combine(ShippedFiles.Folder, "catalogue", name + ".yaml"))).Value;

    private static NativePolicy Policy(string name) => new(
        ((ReadResult<PolicyFile>.Read)FileReader.Read(Path.Combine(ShippedFiles.Folder, "policies", name + ".yaml")).Then(PolicyReader.Read)).Value);
}
