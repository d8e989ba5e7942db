using Coalmine.Simulation.Kernel;
using Coalmine.Statistics.Random;
using Coalmine.Testing;

namespace Coalmine.Simulation.Tests.Kernel;

/// <summary>What a calendar costs in memory and in moves; counts, not times, so that a slow machine changes nothing.</summary>
public class CalendarCostTests
{
    // The hold model: every event taken schedules another after an exponential time. Depth of the heap with four children a node: log4(3 N).
    [Theory]
    [InlineData(10, 3)]
    [InlineData(1_000, 6)]
    [InlineData(30_000, 9)]
    public void Calendar_HoldModel_MovesAtMostOneDescentAndASmallClimbAnEvent(int pending, double depth)
    {
        EventCalendar calendar = new();
        Hold hold = new() { Random = StreamKey.Root(1).With("hold").Open() };
        hold.Fill(calendar, pending);
        long before = calendar.Counts.Moves;
        hold.Run(calendar, 100_000);
        double moves = (calendar.Counts.Moves - before) / 100_000.0;
        Assert.InRange(moves, 0.3, depth + 1);
        Assert.Equal(100_000, calendar.Counts.Taken);
        Assert.Equal(pending, calendar.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Calendar_AfterWarmUp_AllocatesNothing(bool timeOuts)
    {
        EventCalendar calendar = new();
        Hold hold = new() { Random = StreamKey.Root(2).With("hold").Open(), TimeOuts = timeOuts };
        hold.Fill(calendar, 500);
        hold.Run(calendar, 50_000);
        calendar.Clear();
        Assert.Equal(0, AllocationMeter.Least(() => hold.Fill(calendar, 500), () =>
        {
            hold.Run(calendar, 50_000);
            calendar.Clear();
        }));
    }

    // 100 requests under way, each with a time-out far away that is cancelled when it ends: husks must not pile up.
    [Fact]
    public void Calendar_TimeOutsCancelled_AreSweptBeforeTheyAreTheMajority()
    {
        EventCalendar calendar = new();
        Hold hold = new() { Random = StreamKey.Root(3).With("hold").Open(), TimeOuts = true };
        hold.Fill(calendar, 100);
        hold.Run(calendar, 100_000);
        CalendarCounts counts = calendar.Counts;
        Assert.Equal(200, calendar.Count);
        Assert.Equal(100_000, counts.Cancelled);

        // A sweep needs more husks than there are pending events, of which a cancellation sees 198: the one just taken and its time-out are gone.
        Assert.InRange(counts.Compactions, 1, 100_000 / 198);
        Assert.InRange(counts.Moves / 100_000.0, 1, 12);
    }

    private struct Hold : ICalendarHandler
    {
        private const long FarAway = 1L << 50;
        private EventHandle[] _timeOuts;

        public Xoshiro256 Random;
        public bool TimeOuts;

        public void Fill(EventCalendar calendar, int pending)
        {
            _timeOuts ??= new EventHandle[pending];
            for (int i = 0; i < pending; i++)
                Start(calendar, i);
        }

        public void Run(EventCalendar calendar, int events)
        {
            for (int i = 0; i < events && calendar.TryTake(EventCalendar.Forever, out CalendarEvent due); i++)
                Handle(calendar, due);
        }

        public void Handle(EventCalendar calendar, in CalendarEvent due)
        {
            if (TimeOuts)
                Assert.True(calendar.Cancel(_timeOuts[due.Subject]));
            Start(calendar, due.Subject);
        }

        private void Start(EventCalendar calendar, int subject)
        {
            calendar.Schedule(calendar.Now + (long)(1e9 * ExponentialSampler.Draw(ref Random)), 0, subject);
            if (TimeOuts)
                _timeOuts[subject] = calendar.ScheduleCancellable(calendar.Now + FarAway, 1, subject);
        }
    }
}
