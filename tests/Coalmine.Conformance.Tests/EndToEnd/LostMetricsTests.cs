using Coalmine.Conformance.EndToEnd;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>Prometheus dies while a sound canary has a tenth of the traffic: the weight stays for as long as the policy says, then it is taken away.</summary>
public sealed class LostMetricsTests
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task WeightIsHeld_ThenTakenAway_AndNothingIsPromoted()
    {
        // The first step cannot be left before its minimum of 4 s, of which nobody can have seen any yet.
        await using RolloutBench bench = await DrivenRun.StartAsync(new BenchOptions { Seed = 15, HoldsWithoutData = Holds });
        await using DriveProcess drive = bench.Drive();
        await DrivenRun.UntilAsync(() => bench.Router.CanaryShare > 0, drive);
        await bench.Prometheus.KillAsync();
        int code = await DrivenRun.EndAsync(drive);
        Assert.True(code == 10, drive.Said);
        RecordedRollout journal = DrivenRun.Audited(bench, drive, isSound: true);
        Assert.Equal([0, 10, 0], DrivenRun.Weights(bench));
        JournalEntry end = journal.Entries.Single(entry => entry.Decision.Kind == DecisionKind.RollBack);
        Assert.DoesNotContain(journal.Entries, entry => entry.Verdicts.Any(verdict => verdict.Reason is Rollouts.Evaluation.VerdictReason.HarmShown));
        JournalEntry[] held = [.. journal.Entries.Where(entry => entry.Decision.Kind == DecisionKind.Hold)];
        Assert.NotEmpty(held);
        Assert.True(end.Decision.At - held[0].Decision.At >= Holds - TimeSpan.FromSeconds(2), $"held from {held[0].Decision.At} to {end.Decision.At}");
        Assert.Contains(journal.Lines, line => line is JournalLine.Note { Text: string text } && text.Contains("cannot be reached", StringComparison.Ordinal));
        DrivenRun.AssertTakenAway(bench);
    }
}
