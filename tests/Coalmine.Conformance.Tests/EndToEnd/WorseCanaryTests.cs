using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>
/// Canaries that are worse are rolled back on evidence, by a check on what is wrong with them. False alarm: a canary far beyond the margin would have to show
/// safety on that check (1 % at the margin, of the order of 1e-9 here) or another check harm that is not there (1e-7, see <see cref="BenchFiles"/>).
/// </summary>
public sealed class WorseCanaryTests
{
    [Fact]
    public async Task Slow_IsRolledBack()
    {
        await using RolloutBench bench = await DrivenRun.StartAsync(new BenchOptions { Seed = 12, Canary = ModelLaw.Slow });
        await AssertRolledBackAsync(bench, "latency");
    }

    [Fact]
    public async Task WrongWithoutAnyOtherSign_IsRolledBack()
    {
        await using RolloutBench bench = await DrivenRun.StartAsync(new BenchOptions { Seed = 13, Canary = ModelLaw.Wrong });
        await AssertRolledBackAsync(bench, "accuracy");
    }

    [Fact]
    public async Task BurstOfErrorsAtTheFirstStep_IsRolledBack()
    {
        await using RolloutBench bench = await DrivenRun.StartAsync(new BenchOptions { Seed = 14 });
        await AssertRolledBackAsync(bench, "error", async drive =>
        {
            await DrivenRun.UntilAsync(() => bench.Router.CanaryShare > 0, drive);
            bench.Model.Answer(SeldonTarget.CanaryModel, ModelLaw.Erring);
        });
    }

    private static async Task AssertRolledBackAsync(RolloutBench bench, string why, Func<DriveProcess, Task>? meanwhile = null)
    {
        await using DriveProcess drive = bench.Drive();
        if (meanwhile is not null)
            await meanwhile(drive);
        int code = await DrivenRun.EndAsync(drive);
        Assert.True(code == 10, drive.Said);
        RecordedRollout journal = DrivenRun.Audited(bench, drive, isSound: false);
        JournalEntry end = journal.Entries.Single(entry => entry.Decision.Kind == DecisionKind.RollBack);
        Assert.Contains(why, end.Sentences[^1], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(DecisionReason.CheckFailed, end.Decision.Reason);
        DrivenRun.AssertTakenAway(bench);
    }
}
