using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Traces;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports;

public sealed class TimelineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Timeline_TakenMomentByMoment_IsTheOneToldAtOnce(bool everyLook)
    {
        ImmutableArray<TraceEvent> events = HandMade.Trace().Events;
        Timeline timeline = new(everyLook);
        List<StoryLine> lines = [];
        Moment now = Moment.Start;
        foreach (TraceEvent happened in events)
        {
            if (happened.At > now)
                lines.AddRange(timeline.Take());
            now = happened.At;
            timeline.Add(happened);
        }

        lines.AddRange(timeline.TakeLast());
        Assert.Equal(Timeline.Tell(events, everyLook), lines);
        Assert.Empty(timeline.TakeLast());
    }

    [Fact]
    public void Timeline_TellsWhatEndsALookAtOnce()
    {
        ImmutableArray<TraceEvent> events = HandMade.Trace().Events;
        Timeline timeline = new(everyLook: false);
        foreach (TraceEvent happened in events.Where(each => each.At <= Moment.FromSeconds(300)))
            timeline.Add(happened);
        Assert.Contains(timeline.Take(), line => line.Text.Contains("advance to 50 %", StringComparison.Ordinal));
    }

    [Fact]
    public void Status_SaysClockWeightRatesAndChecks()
    {
        LiveStatus status = new();
        Assert.Equal("  0:00:00   weight 0 % | no requests yet | no look yet", status.Line(0.9));
        foreach (TraceEvent happened in HandMade.Trace().Events.Where(each => each.At <= Moment.FromSeconds(300)))
            status.Add(happened);

        // 2,712 and 301 requests in 15.25 s.
        Assert.Equal("  0:05:07   weight 50 % | baseline 177.8/s, canary 19.7/s | 2 pass", status.Line(307.25));
    }
}
