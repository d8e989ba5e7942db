using System.Collections.Immutable;
using Coalmine.Learning.Arms;
using Coalmine.Simulation.Faults;
using Xunit;

namespace Coalmine.Learning.Tests.Arms;

/// <summary>What drifts make of rows.</summary>
public sealed class RowDriftTests
{
    [Fact]
    public void Shift_MovesEveryNumberByItsStrength() =>
        Assert.Equal([-1, 0, 2, 4], Numbers(Apply(new InputChange.Shift("x", 2), 0.5)));

    [Fact]
    public void Unit_AtFullStrength_MultipliesEveryNumber() =>
        Assert.Equal([-200, -100, 100, 300], Numbers(Apply(new InputChange.Unit("x", 100), 1)));

    [Fact]
    public void Missing_ReadsWhatTheModelIsGivenInstead()
    {
        Assert.Equal([7, 7, 7, 7], Numbers(Apply(new InputChange.Missing("x", 1, 7), 1)));
        Assert.All(Texts(Apply(new InputChange.Missing("t", 1, 7), 1)), text => Assert.Equal("", text));
    }

    [Fact]
    public void CutText_LeavesSoManyCharacters() => Assert.Equal(["one", "two", "thr", "fou"], Texts(Apply(new InputChange.CutText("t", 3), 1)));

    [Fact]
    public void ClassShare_MovesWeightsOnly()
    {
        RowTable rows = Apply(new InputChange.ClassShare("yes", 0.9), 1);
        Assert.Equal([0.2, 0.2, 1.8, 1.8], rows.Weights.Select(weight => Math.Round(weight, 12)));
        Assert.Equal(Numbers(GivenRows.Few), Numbers(rows));
    }

    [Fact]
    public void Concept_MovesTheTruthOfRowsAboveABoundOnly() =>
        Assert.Equal([0, 0, 1, 0], Apply(new InputChange.Concept("yes", "no", 1, "x", 2), 1).Truths);

    [Fact]
    public void AnyChange_WithoutStrength_ChangesNothing() =>
        Assert.Same(GivenRows.Few, RowDrift.Apply(GivenRows.Few, new InputChange.Shift("x", 2), 0, 0));

    // P(a share of 1,000 rows lies more than 0.08 from 0.4) is below 1e-6 (normal: 5.2 standard deviations).
    [Fact]
    public void Missing_HitsItsShareOfRows_AndMoreStrengthKeepsThem()
    {
        RowTable rows = RowTable.Of(
            [new RowColumn.Numbers("x", [.. Enumerable.Repeat(1f, 1000)])], [.. Enumerable.Range(0, 1000).Select(row => row % 2 == 0 ? "no" : "yes")]);
        float[] half = [.. Numbers(RowDrift.Apply(rows, new InputChange.Missing("x", 0.8, 0), 0, 0.5))];
        float[] full = [.. Numbers(RowDrift.Apply(rows, new InputChange.Missing("x", 0.8, 0), 0, 1))];
        Assert.InRange(half.Count(value => value == 0), 320, 480);
        Assert.InRange(full.Count(value => value == 0), 720, 880);
        Assert.All(half.Zip(full), pair => Assert.True(pair.First >= pair.Second));
    }

    private static RowTable Apply(InputChange change, double strength) => RowDrift.Apply(GivenRows.Few, change, 0, strength);

    private static ImmutableArray<float> Numbers(RowTable rows) => Assert.IsType<RowColumn.Numbers>(rows.Find("x")).Values;

    private static ImmutableArray<string> Texts(RowTable rows) => Assert.IsType<RowColumn.Texts>(rows.Find("t")).Values;
}
