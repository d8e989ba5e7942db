using System.Runtime.CompilerServices;

namespace Coalmine.Simulation.Kernel;

/// <summary>
/// The pending events of a simulation and its clock. See the README of this folder for what is promised. Times are nanoseconds; one calendar serves one
/// replication at a time and is reused for the next by <see cref="Clear"/>.
/// </summary>
public sealed class EventCalendar
{
    /// <summary>A time that never comes: run until then to run until nothing is pending. An event scheduled for it is never taken.</summary>
    public const long Forever = long.MaxValue;

    // Below this many cancelled events a sweep is not worth its call.
    private const int FewestSwept = 32;

    private readonly SlotTable _slots = new();
    private EventHeap _heap;
    private long _scheduled;
    private long _cancelled;
    private long _compactions;
    private int _unwanted;

    /// <summary>A calendar at time 0 with room for <paramref name="capacity"/> pending events; it grows when there are more.</summary>
    public EventCalendar(int capacity = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _heap = new EventHeap(capacity);
    }

    /// <summary>The time of the event taken last, or the end of the last finished run if that is later.</summary>
    public long Now { get; private set; }

    /// <summary>Events that are pending; cancelled ones do not count.</summary>
    public int Count => _heap.Count - _unwanted;

    /// <summary>When the next event is due, <see cref="Forever"/> when none is pending.</summary>
    public long NextTime => SettleOnWanted() ? _heap.First.Time : Forever;

    /// <summary>What was done since the calendar was made or cleared.</summary>
    public CalendarCounts Counts => new(_scheduled, _scheduled - _cancelled - Count, _cancelled, _heap.Moves, _compactions);

    /// <summary>
    /// Schedules an event that will surely happen. <paramref name="at"/> must not lie before <see cref="Now"/>; a sum that overflowed does.
    /// </summary>
    /// <param name="at">When, in nanoseconds.</param>
    /// <param name="kind">The model's number for what is due.</param>
    /// <param name="subject">An index of the model's.</param>
    /// <param name="priority">Lower goes first among events due at the same time.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Schedule(long at, byte kind, int subject = 0, sbyte priority = 0)
    {
        if (at < Now)
            ThrowPast(at);
        _heap.Add(new CalendarEvent(at, CalendarEvent.OrderOf(priority, _scheduled++, kind), subject, CalendarEvent.NoSlot));
    }

    /// <summary>Schedules as <see cref="Schedule"/> does an event that may be cancelled with the handle given.</summary>
    public EventHandle ScheduleCancellable(long at, byte kind, int subject = 0, sbyte priority = 0)
    {
        if (at < Now)
            ThrowPast(at);
        EventHandle handle = _slots.Bind();
        _heap.Add(new CalendarEvent(at, CalendarEvent.OrderOf(priority, _scheduled++, kind), subject, handle.Slot));
        return handle;
    }

    /// <summary>Cancels an event. Gives false, and does nothing, when it was taken or cancelled before or the handle is that of no event.</summary>
    public bool Cancel(EventHandle handle)
    {
        if (!_slots.Reject(handle))
            return false;
        _cancelled++;
        _unwanted++;
        if (_unwanted > FewestSwept && 2 * _unwanted > _heap.Count)
        {
            _heap.Sweep(_slots);
            _unwanted = 0;
            _compactions++;
        }

        return true;
    }

    /// <summary>Whether the event of a handle is still to come.</summary>
    public bool IsPending(EventHandle handle) => _slots.IsWanted(handle);

    /// <summary>
    /// Takes the next event if it is due before <paramref name="until"/>, and sets the clock to its time. Events due exactly then stay. When there is none the
    /// clock goes to <paramref name="until"/>, unless that lies behind or is <see cref="Forever"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(long until, out CalendarEvent due)
    {
        while (_heap.Settle() && _heap.First.Time < until)
        {
            due = _heap.First;
            _heap.OpenHole();
            if (due.Slot != CalendarEvent.NoSlot && !_slots.Release(due.Slot))
            {
                _unwanted--;
                continue;
            }

            Now = due.Time;
            return true;
        }

        if (until > Now && until != Forever)
            Now = until;
        due = default;
        return false;
    }

    /// <summary>
    /// Lets everything happen that is due before <paramref name="until"/>, in order, including what is scheduled meanwhile. Runs to t and on to u are one run
    /// to u. A model that wants to stop in between loops over <see cref="TryTake"/> itself.
    /// </summary>
    public void Run<THandler>(long until, ref THandler handler) where THandler : struct, ICalendarHandler
    {
        while (TryTake(until, out CalendarEvent due))
            handler.Handle(this, due);
    }

    /// <summary>Forgets all events and counts and sets the clock; memory is kept, handles given before match nothing.</summary>
    public void Clear(long start = 0)
    {
        _heap.Clear();
        _slots.Clear();
        Now = start;
        _scheduled = 0;
        _cancelled = 0;
        _compactions = 0;
        _unwanted = 0;
    }

    private static void ThrowPast(long at) => throw new ArgumentOutOfRangeException(nameof(at), at, "An event cannot be scheduled before the present.");

    private bool SettleOnWanted()
    {
        while (_heap.Settle())
        {
            int slot = _heap.First.Slot;
            if (slot == CalendarEvent.NoSlot || _slots.IsWanted(slot))
                return true;
            _heap.OpenHole();
            _slots.Release(slot);
            _unwanted--;
        }

        return false;
    }
}
