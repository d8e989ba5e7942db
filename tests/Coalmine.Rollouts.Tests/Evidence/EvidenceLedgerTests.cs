using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Xunit;
using static Coalmine.Rollouts.Tests.Evidence.LedgerBench;

namespace Coalmine.Rollouts.Tests.Evidence;

/// <summary>Counts made of raw samples; every expected number is computed by hand from the rows beside it.</summary>
public sealed class EvidenceLedgerTests
{
    private const double Gap = double.NaN;

    [Fact]
    public void FirstSightOfAPod_IsTheReference_AndCountsNothing()
    {
        LedgerBench bench = new(Requests, Errors);
        Assert.Equal([0, 0], bench.Canary(0, [5000, 40]));
        Assert.Equal([100, 1], bench.Canary(15, [5100, 41]));
    }

    [Fact]
    public void Reset_LowerValue_CountsInFull()
    {
        LedgerBench bench = new(Requests, Errors);
        Assert.Equal([100 + 30 + 20, 1 + 2 + 0], bench.Canary(0, [1000, 7], [1100, 8], [30, 2], [50, 2]));
    }

    [Fact]
    public void Reset_CounterThatHasOvertakenItsOldValue_CountsInFullWithItsSource()
    {
        // One process restarted: its 5 errors are all new, although 5 is more than the 3 before.
        LedgerBench bench = new(Requests, Errors);
        Assert.Equal([40, 5], bench.Canary(0, [1000, 3], [40, 5]));
    }

    [Fact]
    public void Reset_OfTheServingProcess_LeavesTheJoinedLabelsAlone()
    {
        LedgerBench bench = new(Requests, Errors, Labelled, Right);
        Assert.Equal([40, 5, 20, 19], bench.Canary(0, [1000, 3, 300, 290], [40, 5, 320, 309]));
    }

    [Fact]
    public void Reset_OfFewLabels_MakesNoWrongAnswersUp()
    {
        // 3 labels, 2 right; restarted; 2 labels, 2 right. A reset seen by each counter alone would say 2 labels, none right.
        LedgerBench bench = new(Labelled, Right);
        Assert.Equal([2, 2], bench.Canary(0, [3, 2], [2, 2]));
    }

    [Fact]
    public void Reset_SeenLateInASeriesThatWasGoneMeanwhile_CountsNothingTwice()
    {
        // Restarted before the second scrape, first error before the third: that error is no second restart.
        LedgerBench bench = new(Requests, Errors);
        Assert.Equal([40 + 50, 1], bench.Canary(0, [1000, 7], [40, Gap], [90, 1]));
    }

    [Fact]
    public void Birth_OnAPodAlreadySeen_CountsInFull()
    {
        // An error series does not exist before the first error.
        LedgerBench bench = new(Requests, Errors);
        Assert.Equal([200, 3], bench.Canary(0, [500, Gap], [600, Gap], [700, 3]));
    }

    [Fact]
    public void Birth_TogetherWithItsPod_CountsNothing()
    {
        LedgerBench bench = new(Requests, Errors);
        Assert.Equal([0, 0], bench.Canary(0, [Gap, Gap], [700, 3]));
    }

    [Fact]
    public void MissedScrape_IsMadeUpByTheNext()
    {
        LedgerBench bench = new(Requests, Errors);
        Assert.Equal([300, 4], bench.Canary(0, [500, 1], [Gap, Gap], [Gap, Gap], [800, 5]));
    }

    [Fact]
    public void MissedScrape_AcrossTwoLooks_CountsInTheSecond()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Canary(0, [500, 1]);
        Assert.Equal([0, 0], bench.Canary(15, [Gap, Gap]));
        Assert.False(bench.Ledger.ChunkHasCanary);
        Assert.Equal([250, 2], bench.Canary(30, [750, 3]));
        Assert.True(bench.Ledger.ChunkHasCanary);
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(15, 300)]
    [InlineData(20, 200)]
    [InlineData(30, 300)]
    [InlineData(45, 300)]
    public void WeightMoved_InsideAnInterval_SetsThatIntervalAside(double movedAt, double requests)
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Take(bench.Columns(0, 1), 0, WeightMove.At(Moment.FromSeconds(movedAt)), [0, 0], [100, 0], [200, 0], [300, 0]);
        Assert.Equal(requests, bench.Ledger.Chunk(Arm.Canary)[0]);
    }

    [Fact]
    public void WeightMoved_AskedInOneIntervalAndSeenInAnother_SetsBothAside()
    {
        LedgerBench bench = new(Requests, Errors);
        WeightMove move = new(Moment.FromSeconds(20), Moment.FromSeconds(40));
        bench.Take(bench.Columns(0, 1), 0, move, [0, 0], [100, 0], [210, 0], [330, 0], [460, 0]);
        Assert.Equal(100 + 130, bench.Ledger.Chunk(Arm.Canary)[0]);
    }

    [Fact]
    public void WeightMoved_DuringAMissedScrape_SetsTheWholeGapAside()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Take(bench.Columns(0, 1), 0, WeightMove.At(Moment.FromSeconds(20)), [0, 0], [Gap, Gap], [300, 9], [400, 9]);
        Assert.Equal([100, 0], bench.Ledger.Chunk(Arm.Canary).ToArray());
    }

    [Fact]
    public void SeveralPods_AreCountedOneByOne_AndAPodThatComesLaterIsItsOwnReference()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Take(bench.Columns(2, 2), 0, default, [10, 0, 20, 0, 100, 1, Gap, Gap], [60, 1, 90, 2, 150, 2, 900, 50], [110, 1, 5, 1, 200, 2, 950, 51]);
        Assert.Equal([50 + 70 + 50 + 5, 1 + 2 + 0 + 1], bench.Ledger.Chunk(Arm.Baseline).ToArray());
        Assert.Equal([50 + 50 + 50, 1 + 0 + 1], bench.Ledger.Chunk(Arm.Canary).ToArray());
        Assert.Equal(2, bench.Ledger.CanaryPods);
    }

    [Fact]
    public void CanaryPods_OnlyNamedAndNeverScraped_AreNotCounted()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Take(bench.Columns(1, 3), 0, default, [10, 0, 100, 1, Gap, Gap, Gap, Gap]);
        Assert.Equal(1, bench.Ledger.CanaryPods);
    }

    [Fact]
    public void OtherColumns_PodsThatStay_KeepTheirReference()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Take(bench.Columns(1, 1), 0, default, [10, 0, 100, 1]);
        ImmutableArray<CounterKey> more = bench.Columns(1, 2);
        bench.Take(more, 15, default, [30, 0, 150, 2, 70, 0]);
        Assert.Equal([20, 0], bench.Ledger.Chunk(Arm.Baseline).ToArray());
        Assert.Equal([50, 1], bench.Ledger.Chunk(Arm.Canary).ToArray());
        Assert.Equal(2, bench.Ledger.CanaryPods);
    }

    [Fact]
    public void OtherColumns_ASeriesBornOnAPodThatStays_CountsInFull()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Take([new CounterKey(Arm.Canary, 0, CounterKind.Requests, 0)], 0, default, [100]);
        bench.Take(bench.Columns(0, 1), 15, default, [180, 4]);
        Assert.Equal([80, 4], bench.Ledger.Chunk(Arm.Canary).ToArray());
    }

    [Fact]
    public void Columns_ThePlanDoesNotAskFor_ChangeNothing()
    {
        // A record made for another policy holds more than this one reads.
        LedgerBench bench = new(Requests, Errors);
        CounterKey[] columns = [.. bench.Columns(0, 1), new CounterKey(Arm.Canary, 0, CounterKind.Right, 0)];
        bench.Take([.. columns], 0, default, [0, 0, 0], [50, 2, 1000]);
        Assert.Equal([50, 2], bench.Ledger.Chunk(Arm.Canary).ToArray());
    }

    [Fact]
    public void Step_AddsChunksUp_UntilANewOneBegins()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Canary(0, [0, 0], [100, 1]);
        bench.Canary(30, [250, 3]);
        Assert.Equal([250, 3], bench.Ledger.Step(Arm.Canary).ToArray());
        bench.Ledger.BeginStep();
        Assert.Equal([0, 0], bench.Ledger.Step(Arm.Canary).ToArray());
        bench.Canary(45, [300, 3]);
        Assert.Equal([50, 0], bench.Ledger.Step(Arm.Canary).ToArray());
    }

    [Fact]
    public void Reset_OfTheLedger_ForgetsCountsReferencesAndDispersion()
    {
        LedgerBench bench = new(Requests, Errors);
        double[][] rows = [.. Enumerable.Range(0, 12).Select(i => new double[] { 100 * i, i * i })];
        bench.Take(bench.Columns(1, 0), 0, default, rows);
        Assert.True(bench.Ledger.DispersionOf(0).IsKnown);
        bench.Ledger.Reset();
        Assert.False(bench.Ledger.DispersionOf(0).IsKnown);
        Assert.Equal([0, 0], bench.Ledger.Step(Arm.Baseline).ToArray());
        bench.Take(bench.Columns(1, 0), 0, default, [4000, 1]);
        Assert.Equal([0, 0], bench.Ledger.Chunk(Arm.Baseline).ToArray());
    }

    [Fact]
    public void Copy_GoesItsOwnWay()
    {
        LedgerBench bench = new(Requests, Errors);
        bench.Canary(0, [0, 0], [100, 1]);
        EvidenceLedger original = bench.Ledger;
        bench.Ledger = original.Copy();
        Assert.Equal([70, 2], bench.Canary(30, [170, 3]));
        Assert.Equal([100, 1], original.Step(Arm.Canary).ToArray());
        bench.Ledger = original;
        Assert.Equal([20, 0], bench.Canary(30, [120, 1]));
    }

    [Fact]
    public void Dispersion_TakesTheBaselinesWindowsPerPod_AndNotTheCanarys()
    {
        // Fifteen baseline windows of 100 requests (three pods, five intervals): errors 3, 12, 1, 5, 9 as in the statistics reference 8.2 on each of the pods.
        LedgerBench bench = new(Requests, Errors);
        double[] errors = [0, 3, 15, 16, 21, 30];
        double[][] rows = [.. errors.Select((e, i) => new double[] { 100 * i, e, 100 * i, e, 100 * i, e, 1000 * i, 999 * i })];
        bench.Take(bench.Columns(3, 1), 0, default, rows);

        // Three times the windows, three times the sum of squares: 3.54609929 · 4 · 3 / 14.
        Assert.Equal(3.54609929 * 12 / 14, bench.Ledger.DispersionOf(0).Factor, 1e-8);
    }

    [Fact]
    public void Dispersion_OfAFlawlessBaseline_IsTakenFromBothArms()
    {
        // The baseline never fails; the canary fails twice in every interval, evenly: known, and no dispersion.
        LedgerBench bench = new(Requests, Errors);
        double[][] rows = [.. Enumerable.Range(0, 14).Select(i => new double[] { 100 * i, 0, 100 * i, 2 * i })];
        bench.Take(bench.Columns(1, 1), 0, default, rows);
        Assert.Equal(new DispersionEstimate(true, 1), bench.Ledger.DispersionOf(0));
    }

    [Fact]
    public void Dispersion_WithoutAnyEventForLong_IsGuessedCautiously()
    {
        LedgerBench bench = new(Requests, Errors);
        double[][] rows = [.. Enumerable.Range(0, 401).Select(i => new double[] { 100 * i, 0, 100 * i, 0 })];
        bench.Take(bench.Columns(1, 1), 0, default, rows);
        Assert.Equal(new DispersionEstimate(true, Dispersion.CautiousFactor, true), bench.Ledger.DispersionOf(0));
    }
}
