using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Calibration;
using Xunit;

namespace Coalmine.Workbench.Tests.Calibration;

/// <summary>What is counted between instants, when pods are scraped apart, come late, end, miss scrapes and restart. All by hand.</summary>
public sealed class ScrapeRoundsTests
{
    // Two pods, scraped every 10 s: one at 0, 10, 20, ..., with 20 requests each time; the other at 4, 14, 24, ..., with 30.
    private const int Scrapes = 30;

    [Fact]
    public void PodsScrapedApart_CountOverTheirOwnStretches()
    {
        TelemetryRecord record = Record((_, _) => true);
        Assert.Equal(Enumerable.Range(1, record.Grid.Length).Select(round => 10.0 * round), record.Grid);
        Assert.All(Counts(record)[..^1], count => Assert.Equal(50, count));
        Assert.All(record.Lengths[..^1], length => Assert.Equal(10, length, 1e-9));

        // The first pod's last scrape stands for two rounds: 30 requests in three fifths of the time.
        Assert.Equal((30.0, 6.0), (Counts(record)[^1], Math.Round(record.Lengths[^1], 9)));
    }

    [Fact]
    public void ScrapeThatIsMissed_LeavesItsRoundOut_AndTheNextMakesItUp()
    {
        TelemetryRecord record = Record((pod, scrape) => pod != "b" || scrape != 5);
        double[] counts = Counts(record);

        // 100 requests in 20 s, once.
        Assert.DoesNotContain(60.0, record.Grid);
        Assert.Equal(100, Assert.Single(counts, count => count > 50));
        Assert.Equal(20, record.Lengths[Array.IndexOf(counts, 100.0)], 1e-9);
    }

    [Fact]
    public void PodThatComesLate_AndPodThatEnds_CountWhileTheyLive()
    {
        TelemetryRecord late = Record((pod, scrape) => pod != "b" || scrape >= 10);
        Assert.Equal((20.0, 50.0), (Counts(late)[0], Counts(late)[^2]));
        TelemetryRecord ended = Record((pod, scrape) => pod != "b" || scrape < 10);
        Assert.Equal((50.0, 20.0), (Counts(ended)[0], Counts(ended)[^1]));
        foreach (TelemetryRecord record in new[] { late, ended })
            Assert.All(Counts(record).Zip(record.Lengths, (count, length) => count / length), rate => Assert.InRange(rate, 2 - 1e-9, 5 + 1e-9));
    }

    [Fact]
    public void LabelsThatBeginAnew_DoNotTouchTheRequests()
    {
        TelemetryBuilder builder = new("t", true, true, []);
        for (int scrape = 0; scrape < Scrapes; scrape++)
            builder.Add(Arm.Baseline, "a", 10 * scrape, [20.0 * scrape, 0, scrape < 15 ? 4 * scrape : 4 * (scrape - 15), 0]);
        TelemetryRecord record = Built(builder);
        Assert.All(Counts(record), count => Assert.Equal(20, count));

        // What was counted between the last scrape and the restart is lost: 4 labels.
        Assert.Equal(4.0 * (Scrapes - 2), record.OfBaseline[^1][TelemetryRecord.Labelled]);
        Assert.Contains(ScenarioFit.Of(record).Untold, line => line.Contains("(1 restarts)", StringComparison.Ordinal));
    }

    [Fact]
    public void Builder_RefusesWhatIsNoScrape_AndTooLittle()
    {
        TelemetryBuilder builder = new("t", true, true, [0.1]);
        builder.Add(Arm.Baseline, "a", 10, [1, 0, 0, 0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(Arm.Baseline, "a", 10, [1, 0, 0, 0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(Arm.Baseline, "a", 20, [1, 0, 0, 0]));
        Assert.Equal("CM3455", Assert.Single(Assert.IsType<ReadResult<TelemetryRecord>.Refused>(builder.Build()).Diagnostics).Id);
    }

    private static double[] Counts(TelemetryRecord record) => [.. TelemetryRecord.Increments(record.Total, TelemetryRecord.Requests)];

    private static TelemetryRecord Record(Func<string, int, bool> isScraped)
    {
        TelemetryBuilder builder = new("t", false, false, []);
        foreach ((string pod, int offset, double rate) in new[] { ("a", 0, 2.0), ("b", 4, 3.0) })
            for (int scrape = 0; scrape < Scrapes; scrape++)
                if (isScraped(pod, scrape))
                    builder.Add(Arm.Baseline, pod, 10 * scrape + offset, [rate * 10 * scrape, 0, 0, 0]);
        return Built(builder);
    }

    private static TelemetryRecord Built(TelemetryBuilder builder) => Assert.IsType<ReadResult<TelemetryRecord>.Read>(builder.Build()).Value;
}
