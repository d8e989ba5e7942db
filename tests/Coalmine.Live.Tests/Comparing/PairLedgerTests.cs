using Coalmine.Live.Comparing;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Comparing;

/// <summary>Sequences of answers and labels, counted by hand.</summary>
public sealed class PairLedgerTests
{
    private static readonly PairRules Minute = new() { WaitsFor = TimeSpan.FromSeconds(60) };
    private static readonly PairRules Labelled = Minute with { LabelsWithin = TimeSpan.FromSeconds(600) };

    [Fact]
    public void Pairs_CountOnce_InAnyOrder_AndRepetitionsNever()
    {
        PairLedger ledger = new(Minute, 0);
        Answer(ledger, 0, "a", Arm.Baseline, 1);
        Answer(ledger, 1, "b", Arm.Canary, 1);
        Answer(ledger, 2, "a", Arm.Canary, 1);
        Answer(ledger, 3, "b", Arm.Baseline, 2);
        Answer(ledger, 4, "a", Arm.Canary, 2);
        Answer(ledger, 5, "b", Arm.Baseline, 1);
        Assert.Equal(new PairCounts { Agreeing = 1, Disagreeing = 1, Repeated = 2 }, ledger.Counts);
    }

    [Fact]
    public void Answers_WaitSoLong_AndNoLonger()
    {
        PairLedger ledger = new(Minute, 0);
        Answer(ledger, 0, "in time", Arm.Baseline, 1);
        Answer(ledger, 0, "late", Arm.Baseline, 1);
        Answer(ledger, 10, "alone", Arm.Canary, 1);
        Answer(ledger, 59, "in time", Arm.Canary, 1);
        Answer(ledger, 60, "late", Arm.Canary, 1);
        Assert.Equal(new PairCounts { Agreeing = 1, UnmatchedBaseline = 1 }, ledger.Counts);

        // The late one waits anew for a baseline that has already gone.
        ledger.PassTo(TimeSpan.FromSeconds(120));
        Assert.Equal(new PairCounts { Agreeing = 1, UnmatchedBaseline = 1, UnmatchedCanary = 2 }, ledger.Counts);
        Assert.Equal(0, ledger.Remembered);
    }

    [Fact]
    public void Labels_TellWhoIsRight_BeforeAndAfterThePair()
    {
        PairLedger ledger = new(Labelled, 0);
        foreach ((string id, double baseline, double canary) in new[] { ("both", 1.0, 1.0), ("canary", 1, 2), ("baseline", 2, 1), ("none", 3, 2) })
        {
            Answer(ledger, 0, id, Arm.Baseline, baseline);
            Answer(ledger, 0, id, Arm.Canary, canary);
        }

        ledger.TakeLabel(TimeSpan.FromSeconds(1), "early", Of(1));
        Answer(ledger, 2, "early", Arm.Canary, 1);
        Answer(ledger, 2, "early", Arm.Baseline, 1);
        foreach (string id in new[] { "both", "canary", "baseline", "none", "none" })
            ledger.TakeLabel(TimeSpan.FromSeconds(599), id, Of(1));
        Assert.Equal(
            new PairCounts { Agreeing = 2, Disagreeing = 3, BothRight = 2, CanaryOnlyWrong = 1, BaselineOnlyWrong = 1, BothWrong = 1, Repeated = 1 }, ledger.Counts);
    }

    [Fact]
    public void Labels_ThatComeTooLate_OrOfNothing_AreUnmatched()
    {
        PairLedger ledger = new(Labelled, 0);
        Answer(ledger, 0, "a", Arm.Baseline, 1);
        Answer(ledger, 0, "a", Arm.Canary, 1);
        ledger.TakeLabel(TimeSpan.FromSeconds(600), "a", Of(1));
        ledger.TakeLabel(TimeSpan.FromSeconds(600), "unknown", Of(1));
        ledger.PassTo(TimeSpan.FromSeconds(660));
        Assert.Equal(new PairCounts { Agreeing = 1, UnmatchedLabels = 2 }, ledger.Counts);
    }

    [Fact]
    public void TheOldest_IsDropped_AndCounted()
    {
        PairLedger ledger = new(Minute with { Most = 2 }, 0);
        Answer(ledger, 0, "a", Arm.Baseline, 1);
        Answer(ledger, 1, "b", Arm.Baseline, 1);
        Answer(ledger, 2, "b", Arm.Canary, 1);
        Answer(ledger, 3, "c", Arm.Baseline, 1);
        Answer(ledger, 4, "d", Arm.Baseline, 1);
        Answer(ledger, 5, "a", Arm.Canary, 1);
        Assert.Equal(new PairCounts { Agreeing = 1, DroppedWaiting = 2, DroppedFinished = 1 }, ledger.Counts);
        Assert.Equal(2, ledger.Remembered);
    }

    [Fact]
    public void RoomForNumbers_IsBoundedToo_AndGivenBack()
    {
        PairLedger ledger = new(Labelled with { MostNumbers = 4 }, 0);
        for (int i = 0; i < 10; i++)
        {
            // Three numbers at a time, released by the label.
            Answer(ledger, i, $"{i}", Arm.Baseline, 1);
            Answer(ledger, i, $"{i}", Arm.Canary, 1);
            ledger.TakeLabel(TimeSpan.FromSeconds(i), $"{i}", Of(1));
        }

        Assert.Equal((10, 0), (ledger.Counts.BothRight, ledger.Counts.DroppedFinished));
        Answer(ledger, 20, "x", Arm.Baseline, 1, 2);
        Answer(ledger, 20, "x", Arm.Canary, 1, 2);
        ledger.TakeLabel(TimeSpan.FromSeconds(20), "y", Of(1));

        // Ten finished ones hold nothing; the first that does is x.
        Assert.Equal((10, 1, 1), (ledger.Counts.DroppedFinished, ledger.Counts.DroppedUnlabelled, ledger.Remembered));
    }

    [Theory]
    [InlineData(0.25, 1)]
    [InlineData(0.24, 0)]
    public void Numbers_AgreeWithinTheTolerance(double tolerance, long agreeing)
    {
        // Quarters are exact in binary.
        PairLedger ledger = new(Minute, tolerance);
        Answer(ledger, 0, "a", Arm.Baseline, 1, 0.5);
        Answer(ledger, 0, "a", Arm.Canary, 1, 0.75);
        Assert.Equal((agreeing, 1 - agreeing), (ledger.Counts.Agreeing, ledger.Counts.Disagreeing));
    }

    [Fact]
    public void OtherCountsOfNumbers_Disagree()
    {
        PairLedger ledger = new(Minute, 10);
        Answer(ledger, 0, "a", Arm.Baseline, 1, 1);
        Answer(ledger, 0, "a", Arm.Canary, 1);
        Assert.Equal(1, ledger.Counts.Disagreeing);
    }

    private static JudgedAnswer Of(params double[] numbers) => new("", [.. numbers]);

    private static void Answer(PairLedger ledger, int second, string id, Arm arm, params double[] numbers) =>
        ledger.TakeAnswer(TimeSpan.FromSeconds(second), id, arm, Of(numbers));
}
