using Coalmine.Simulation.Kernel;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Kernel;

/// <summary>The order contract, event by event against two of the framework's collections: time, then priority, then order of scheduling.</summary>
public class EventOrderTests
{
    private const int Operations = 200_000;

    [Theory]
    [InlineData(1, 0.52)]
    [InlineData(2, 0.50)]
    [InlineData(3, 0.90)]
    public void Calendar_ManyTies_TakesInTheOrderOfAPriorityQueue(ulong seed, double share)
    {
        Xoshiro256 random = StreamKey.Root(seed).With("order").Open();
        EventCalendar calendar = new();
        PriorityQueue<int, Key> queue = new();
        for (int i = 0; i < Operations; i++)
            if (random.NextDouble() < share)
            {
                Key key = DrawKey(ref random, calendar.Now, i);
                queue.Enqueue(i, key);
                calendar.Schedule(key.Time, (byte)i, i, key.Priority);
            }
            else
            {
                bool any = queue.TryDequeue(out int subject, out Key key);
                Assert.Equal(any, calendar.TryTake(EventCalendar.Forever, out CalendarEvent due));
                if (any)
                    Assert.Equal((key.Time, key.Priority, subject, (byte)subject), (due.Time, due.Priority, due.Subject, due.Kind));
            }

        while (queue.TryDequeue(out int subject, out _))
        {
            Assert.True(calendar.TryTake(EventCalendar.Forever, out CalendarEvent due));
            Assert.Equal(subject, due.Subject);
        }

        Assert.False(calendar.TryTake(EventCalendar.Forever, out _));
    }

    [Theory]
    [InlineData(4, 0.3)]
    [InlineData(5, 0.1)]
    public void Calendar_ManyTiesAndCancellations_TakesInTheOrderOfASortedSet(ulong seed, double cancellations)
    {
        Xoshiro256 random = StreamKey.Root(seed).With("order").Open();
        EventCalendar calendar = new(0);
        SortedSet<Key> set = [];
        List<(Key Key, EventHandle Handle)> handed = [];
        for (int i = 0; i < Operations; i++)
        {
            double choice = random.NextDouble();
            if (choice < cancellations && handed.Count > 0)
            {
                // Also those taken or cancelled long ago: their slots serve others by now.
                (Key key, EventHandle handle) = handed[(int)(random.NextDouble() * handed.Count)];
                Assert.Equal(set.Contains(key), calendar.IsPending(handle));
                Assert.Equal(set.Remove(key), calendar.Cancel(handle));
            }
            else if (choice < cancellations + ((1 - cancellations) * 0.6))
            {
                Key key = DrawKey(ref random, calendar.Now, i);
                set.Add(key);
                if (random.NextDouble() < 0.7)
                    handed.Add((key, calendar.ScheduleCancellable(key.Time, 7, i, key.Priority)));
                else
                    calendar.Schedule(key.Time, 7, i, key.Priority);
            }
            else
            {
                TakeFromBoth(calendar, set);
            }

            Assert.Equal(set.Count, calendar.Count);
        }

        while (set.Count > 0)
            TakeFromBoth(calendar, set);
        Assert.Equal(EventCalendar.Forever, calendar.NextTime);
        Assert.Equal(calendar.Counts.Scheduled, calendar.Counts.Taken + calendar.Counts.Cancelled);
        Assert.True(calendar.Counts.Cancelled > 1000);
    }

    private static void TakeFromBoth(EventCalendar calendar, SortedSet<Key> set)
    {
        bool any = set.Count > 0;
        Key first = set.Min;
        set.Remove(first);
        Assert.Equal(any, calendar.TryTake(EventCalendar.Forever, out CalendarEvent due));
        if (any)
            Assert.Equal(first, new Key(due.Time, due.Priority, due.Subject));
    }

    // Eight moments and four priorities: of a thousand pending events most share their time and priority with others.
    private static Key DrawKey(ref Xoshiro256 random, long now, int sequence) =>
        new(now + (long)(random.NextUInt64() & 7), (sbyte)((int)(random.NextUInt64() & 3) - 2), sequence);

    private readonly record struct Key(long Time, sbyte Priority, int Sequence) : IComparable<Key>
    {
        public int CompareTo(Key other) => (Time, Priority, Sequence).CompareTo((other.Time, other.Priority, other.Sequence));
    }
}
