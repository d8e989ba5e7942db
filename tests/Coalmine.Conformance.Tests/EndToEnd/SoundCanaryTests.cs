using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>
/// A canary that is as good as its baseline is promoted, end to end. False alarm: of the order of 1e-7 (see <see cref="BenchFiles"/>), and as much again for not
/// being shown to be safe before the plan's maximum of 3 minutes, which takes 10 s to 20 s of evidence.
/// </summary>
public sealed class SoundCanaryTests
{
    [Fact]
    public async Task IsPromoted_StepByStep_AndItsModelServesUnderTheBaselinesName()
    {
        await using RolloutBench bench = await DrivenRun.StartAsync(new BenchOptions { Seed = 11 });
        await using DriveProcess drive = bench.Drive();
        int code = await DrivenRun.EndAsync(drive);
        Assert.True(code == 0, drive.Said);
        RecordedRollout journal = DrivenRun.Audited(bench, drive, isSound: true);
        Assert.Equal([0, 10, 50, 100, 0], DrivenRun.Weights(bench));
        Assert.Equal([DecisionKind.Advance, DecisionKind.Advance, DecisionKind.Promote],
            journal.Entries.Select(entry => entry.Decision.Kind).Where(kind => kind is DecisionKind.Advance or DecisionKind.Promote or DecisionKind.RollBack));
        TrafficState end = bench.History()[^1];
        Assert.Equal((1, SeldonTarget.CanaryModel), (end.Predictors, end.BaselineModel));
        Assert.All(bench.Model.Pods, pod => Assert.Equal(pod.Predictor == SeldonTarget.Baseline ? SeldonTarget.CanaryModel : "", pod.Model));
    }
}
