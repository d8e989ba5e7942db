using System.Collections.Concurrent;
using Coalmine.Rollouts.Journal;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Replications;

public sealed class StudyRunnerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void Run_OnMoreWorkers_GivesTheSameBytes(int workers)
    {
        Study study = MadeUpSource.Study(1010);
        Assert.Equal(Bytes(StudyRunner.Run(study, 1, null, CancellationToken.None)), Bytes(StudyRunner.Run(study, workers, null, CancellationToken.None)));
    }

    [Fact]
    public void Run_ToTheMaximum_RunsEveryReplicationOnce()
    {
        ConcurrentBag<long> seen = [];
        StudyResult result = StudyRunner.Run(MadeUpSource.Study(107, 0, seen.Add), 3, null, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 107).Select(number => (long)number), seen.Order());
        Assert.All(result.Scenarios, scenario => Assert.Equal((107, StopReason.Maximum), (scenario.Replications, scenario.Stopped)));
        Assert.Equal(107 * 3, result.Rollouts);
        Assert.False(result.Interrupted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_WithPrecision_StopsAtTheFirstCheckedCountThatIsPreciseEnough(int workers)
    {
        const double precision = 0.03;
        StudyResult result = StudyRunner.Run(MadeUpSource.Study(50_000, precision), workers, null, CancellationToken.None);
        ScenarioResult scenario = result.Scenarios[0];
        Assert.Equal(StopReason.Precision, scenario.Stopped);
        Assert.Equal(0, scenario.Replications % Study.PrecisionEvery);
        Assert.True(HalfWidth(scenario) <= precision);

        StudyResult shorter = StudyRunner.Run(MadeUpSource.Study(scenario.Replications - Study.PrecisionEvery), workers, null, CancellationToken.None);
        Assert.True(HalfWidth(shorter.Scenarios[0]) > precision);
    }

    [Fact]
    public void Run_StoppedByPrecision_EqualsTheStudyOfThatManyReplications()
    {
        StudyResult stopped = StudyRunner.Run(MadeUpSource.Study(50_000, 0.03), 4, null, CancellationToken.None);
        ScenarioResult scenario = stopped.Scenarios[0];
        StudyResult planned = StudyRunner.Run(MadeUpSource.Study(scenario.Replications), 1, null, CancellationToken.None);
        Assert.Equal(PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[1]), PolicyCharacteristics.Of(scenario.Facts, planned.Scenarios[0].Tallies[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_Cancelled_KeepsFinishedBlocksAsAStudyOfFewerReplications(int workers)
    {
        using CancellationTokenSource source = new();
        Study study = MadeUpSource.Study(10_000, 0, number =>
        {
            if (number == 333)
                source.Cancel();
        });
        StudyResult result = StudyRunner.Run(study, workers, null, source.Token);
        ScenarioResult kept = result.Scenarios[0];
        Assert.True(result.Interrupted);
        Assert.Equal(StopReason.Interrupted, kept.Stopped);
        Assert.Equal(0, kept.Replications % Study.BlockSize);
        Assert.InRange(kept.Replications, workers == 1 ? 320 : 0, 320);
        Assert.Equal(0, result.Scenarios[1].Replications);
        if (kept.Replications == 0)
            return;

        ScenarioResult planned = StudyRunner.Run(MadeUpSource.Study(kept.Replications), 1, null, CancellationToken.None).Scenarios[0];
        Assert.Equal(PolicyCharacteristics.Of(kept.Facts, planned.Tallies[0]), PolicyCharacteristics.Of(kept.Facts, kept.Tallies[0]));
    }

    [Fact]
    public void Run_WhenARolloutFails_ThrowsItsException()
    {
        Study study = MadeUpSource.Study(1000, 0, number => ArgumentOutOfRangeException.ThrowIfEqual(number, 250));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudyRunner.Run(study, 2, null, CancellationToken.None));
    }

    [Fact]
    public void Run_ReportsProgressUpToTheWholeStudy()
    {
        ConcurrentQueue<StudyProgress> reports = new();
        StudyRunner.Run(MadeUpSource.Study(100), 2, new Listener(reports), CancellationToken.None);
        StudyProgress last = reports.Last();
        Assert.Equal((300, 300), (last.Finished, last.Expected));
        Assert.Equal(reports.Select(report => report.Finished).Order(), reports.Select(report => report.Finished));
    }

    private static double HalfWidth(ScenarioResult scenario) => scenario.Tallies.Max(tally => Enum.GetValues<RolloutOutcome>()
        .Max(outcome => Wilson.Interval(tally.Of(outcome), tally.Count, Confidence.Z).Width / 2));

    private static string Bytes(StudyResult result) =>
        Golden.TextOf(stream => StudyJson.Write(result, stream)) + Golden.TextOf(stream => StudyCsv.Write(result, stream));

    private sealed class Listener(ConcurrentQueue<StudyProgress> reports) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => reports.Enqueue(value);
    }
}
