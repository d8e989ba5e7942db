using Coalmine.Simulation.Kernel;

namespace Coalmine.Simulation.Tests.Kernel;

public class EventCalendarTests
{
    [Fact]
    public void Run_EventsAtUntil_StayForTheNextRun()
    {
        EventCalendar calendar = new();
        calendar.Schedule(10, 1);
        calendar.Schedule(20, 2);
        Recorder recorder = new([]);
        calendar.Run(20, ref recorder);
        Assert.Equal([(10L, 1)], recorder.Seen);
        Assert.Equal(20, calendar.Now);
        Assert.Equal(20, calendar.NextTime);
        calendar.Run(21, ref recorder);
        Assert.Equal([(10L, 1), (20L, 2)], recorder.Seen);
        Assert.Equal(21, calendar.Now);
    }

    [Fact]
    public void Run_HandlerSchedulesForNow_TakesItAfterThoseAlreadyDue()
    {
        EventCalendar calendar = new();
        calendar.Schedule(5, Recorder.Echo);
        calendar.Schedule(5, 1);
        calendar.Schedule(6, 2);
        Recorder recorder = new([]);
        calendar.Run(EventCalendar.Forever, ref recorder);
        Assert.Equal([(5L, Recorder.Echo), (5L, 1), (5L, 3), (6L, 2)], recorder.Seen);
    }

    [Fact]
    public void Run_Forever_LeavesTheClockAtTheLastEvent()
    {
        EventCalendar calendar = new();
        calendar.Schedule(7, 1);
        calendar.Schedule(EventCalendar.Forever, 2);
        Recorder recorder = new([]);
        calendar.Run(EventCalendar.Forever, ref recorder);
        Assert.Equal(7, calendar.Now);
        Assert.Equal(1, calendar.Count);
    }

    [Fact]
    public void TryTake_UntilBehindNow_MovesNothing()
    {
        EventCalendar calendar = new();
        calendar.Clear(100);
        Assert.False(calendar.TryTake(50, out _));
        Assert.Equal(100, calendar.Now);
    }

    [Fact]
    public void Schedule_BeforeNow_Throws()
    {
        EventCalendar calendar = new();
        calendar.Clear(100);
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Schedule(99, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.ScheduleCancellable(unchecked(calendar.Now + long.MaxValue), 0));
        Assert.Equal(0, calendar.Count);
        calendar.Schedule(100, 0);
        Assert.Equal(1, calendar.Count);
    }

    [Theory]
    [InlineData(sbyte.MinValue, byte.MaxValue, int.MinValue)]
    [InlineData(sbyte.MaxValue, byte.MinValue, int.MaxValue)]
    [InlineData(-1, 128, -1)]
    public void TryTake_ExtremeFields_GivesThemBack(sbyte priority, byte kind, int subject)
    {
        EventCalendar calendar = new();
        calendar.Schedule(1, 0);
        calendar.Schedule(2, kind, subject, priority);
        Assert.True(calendar.TryTake(3, out _));
        Assert.True(calendar.TryTake(3, out CalendarEvent due));
        Assert.Equal((2L, priority, kind, subject, 1L), (due.Time, due.Priority, due.Kind, due.Subject, due.Sequence));
    }

    [Fact]
    public void Cancel_TakenCancelledOrNoEvent_GivesFalse()
    {
        EventCalendar calendar = new();
        EventHandle taken = calendar.ScheduleCancellable(1, 0);
        Assert.True(calendar.TryTake(2, out _));
        Assert.False(calendar.Cancel(taken));
        EventHandle reused = calendar.ScheduleCancellable(3, 0);
        Assert.Equal(taken.Slot, reused.Slot);
        Assert.False(calendar.Cancel(taken));
        Assert.True(calendar.Cancel(reused));
        Assert.False(calendar.Cancel(reused));
        Assert.False(calendar.Cancel(default));
        Assert.False(calendar.Cancel(new EventHandle(-1, 1)));
        Assert.False(calendar.Cancel(new EventHandle(99, 1)));
        Assert.False(calendar.TryTake(9, out _));
    }

    [Fact]
    public void Clear_OldHandles_MatchNothing()
    {
        EventCalendar calendar = new();
        EventHandle before = calendar.ScheduleCancellable(1, 0);
        EventHandle cancelled = calendar.ScheduleCancellable(1, 0);
        calendar.Cancel(cancelled);
        calendar.Clear();
        Assert.Equal(new CalendarCounts(0, 0, 0, 0, 0), calendar.Counts);
        Assert.Equal(0, calendar.Count);
        calendar.ScheduleCancellable(1, 0);
        calendar.ScheduleCancellable(1, 0);
        Assert.False(calendar.Cancel(before));
        Assert.False(calendar.Cancel(cancelled));
        Assert.Equal(2, calendar.Count);
    }

    [Fact]
    public void NextTime_FirstCancelledOrJustTaken_IsThatOfTheNextWanted()
    {
        EventCalendar calendar = new();
        EventHandle first = calendar.ScheduleCancellable(1, 0);
        calendar.Schedule(2, 0);
        calendar.Schedule(3, 0);
        calendar.Cancel(first);
        Assert.Equal(2, calendar.NextTime);
        Assert.True(calendar.TryTake(9, out _));
        Assert.Equal(3, calendar.NextTime);
        Assert.True(calendar.TryTake(9, out CalendarEvent due));
        Assert.Equal(3, due.Time);
        Assert.Equal(EventCalendar.Forever, calendar.NextTime);
        Assert.Equal(new CalendarCounts(3, 2, 1, calendar.Counts.Moves, 0), calendar.Counts);
    }

    private readonly struct Recorder(List<(long Time, int Kind)> seen) : ICalendarHandler
    {
        public const byte Echo = 9;

        public List<(long Time, int Kind)> Seen => seen;

        public void Handle(EventCalendar calendar, in CalendarEvent due)
        {
            seen.Add((due.Time, due.Kind));
            if (due.Kind == Echo)
                calendar.Schedule(calendar.Now, 3);
        }
    }
}
