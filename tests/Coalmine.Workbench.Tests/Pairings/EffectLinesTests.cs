using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Pairings;

public sealed class EffectLinesTests
{
    [Theory]
    [InlineData("errorIncrease: { by: 0.1pp, on: both, onset: 20m", "fault errorIncrease on both arms from 0:20:00 to the end")]
    [InlineData("errorIncrease: { by: 0.1pp, on: canary, duration: 2m, every: 10m, ramp: 30s",
        "fault errorIncrease on the canary from 0:00:00 for 2m of every 10m, rising for 30s each time")]
    [InlineData("coldStart: { factor: 2.5, lasts: 3m, on: both", "fault coldStart on both arms: a new pod is 2.5 times as slow, warm after 3m")]
    [InlineData("lostScrapes: { share: 100%, on: baseline, onset: 1h, duration: 30m", "fault lostScrapes on the baseline from 1:00:00 for 30m")]
    [InlineData("covariateDrift: { baseline: 3pp, canary: 3.5pp, onset: 2h, ramp: 1h",
        "fault covariateDrift on both arms from 2:00:00 to the end, rising for 1h: costs the baseline 3 pp of accuracy and the canary 3.5 pp")]
    public void Of_Fault_SaysWhomItHitsAndWhen(string fault, string expected) =>
        Assert.Equal(expected, EffectLines.Of(CompiledWorld.Compile(ScenarioText.Accepted($"faults: [ {{ {fault} }} }} ]").World))[0]);

    [Theory]
    [InlineData("priorShift: { class: fraud, to: 20%, onset: 1h", "fault priorShift on both arms from 1:00:00 to the end: 20 % of the requests are fraud")]
    [InlineData("recallDrop: { class: fraud, by: 15pp, on: canary", "fault recallDrop on the canary from 0:00:00 to the end: recall of fraud is lower by 15 pp")]
    public void Of_FaultOfAClass_NamesIt(string fault, string expected) => Assert.Equal(expected, EffectLines.Of(CompiledWorld.Compile(ScenarioText.AcceptedWith(
        "baseline: { latency: { lognormal: { median: 45ms, p99: 160ms } }, classes: [ { name: fraud, share: 10%, recall: 80% }, "
            + "{ name: fine, share: 90%, recall: 99% } ] }",
        $"faults: [ {{ {fault} }} }} ]").World))[0]);

    // Right answers 97 %: 0.97 x 0.2 / (0.97 x 0.2 + 0.03 x 0.05) = 0.99233.
    [Fact]
    public void Of_BiasedLabels_SaysWhatTheyMakeOfTheAccuracy() => Assert.Equal(
        "labels are biased: 20 % of right answers get one and 5 % of wrong ones, so that the baseline's accuracy of 97 % looks like 99.23 %",
        Assert.Single(EffectLines.Of(CompiledWorld.Compile(ScenarioText.Accepted("labels: { share: 20%, shareOfWrong: 5%, delay: 2h }").World))));
}
