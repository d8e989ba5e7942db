using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Truth;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Traces;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports;

public sealed class RegressionTimesTests
{
    [Theory]
    [InlineData(1, 480, "The canary is regressed from 0:10:00 on:")]
    [InlineData(1, 2, "The canary is regressed from 0:10:00 to 0:12:00:")]
    [InlineData(2, 2, "The canary is regressed from 0:10:00 to 0:12:00, from 0:20:00 to 0:22:00:")]
    [InlineData(47, 2, "The canary is regressed from 0:10:00 to 0:12:00 and 46 times more, for the last time from 7:50:00 to 7:52:00:")]
    public void Tell_Regression_SaysWhenItIs(int times, int minutes, string expected) =>
        Assert.Contains(expected, RolloutStory.Tell(Trace(times, minutes), everyLook: false).Select(line => line.Text?.Trim()));

    [Fact]
    public void Draw_RegressionThatEnds_IsShadedWhileItLasts() =>
        Assert.NotEqual(TimelinePicture.Draw(Trace(1, 2)), TimelinePicture.Draw(Trace(1, 3)));

    private static RolloutTrace Trace(int times, int minutes)
    {
        ImmutableArray<Stretch> stretches =
        [
            .. Enumerable.Range(1, times).Select(i => new Stretch(Moment.FromSeconds(600 * i), Moment.FromSeconds((600 * i) + (60 * minutes)))),
        ];
        return HandMade.Trace() with { Scenario = HandMade.Regressed with { Regressed = stretches } };
    }
}
