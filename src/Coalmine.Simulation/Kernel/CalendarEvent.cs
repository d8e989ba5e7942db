using System.Runtime.CompilerServices;

namespace Coalmine.Simulation.Kernel;

/// <summary>
/// One event of a calendar: when it is due, what kind it is and whom it concerns. What kinds and subjects mean is the model's business; the calendar only
/// orders.
/// </summary>
public readonly struct CalendarEvent : IEquatable<CalendarEvent>
{
    /// <summary>The slot of an event that cannot be cancelled.</summary>
    internal const int NoSlot = -1;

    private const int KindBits = 8;
    private const int PriorityShift = 56;
    private const ulong SequenceMask = (1UL << (PriorityShift - KindBits)) - 1;

    // Priority (8 bits, shifted to be unsigned), sequence (48), kind (8): one comparison settles ties, and no two events have the same sequence, so that
    // the kind in the lowest bits never decides.
    private readonly ulong _order;

    internal CalendarEvent(long time, ulong order, int subject, int slot)
    {
        Time = time;
        _order = order;
        Subject = subject;
        Slot = slot;
    }

    /// <summary>When it is due, in nanoseconds on the calendar's clock.</summary>
    public long Time { get; }

    /// <summary>An index into whatever the model keeps: a pod, a request's slot, a timer.</summary>
    public int Subject { get; }

    /// <summary>The model's number for what is due.</summary>
    public byte Kind => (byte)_order;

    /// <summary>Among events due at the same time the lower number is taken first; -128 to 127.</summary>
    public sbyte Priority => (sbyte)((byte)(_order >> PriorityShift) ^ 0x80);

    /// <summary>How many events were scheduled before this one since the calendar was made or cleared; counted modulo 2^48.</summary>
    public long Sequence => (long)((_order >> KindBits) & SequenceMask);

    /// <summary>Where a calendar keeps whether this event is still wanted; <see cref="NoSlot"/> for one that cannot be cancelled.</summary>
    internal int Slot { get; }

    /// <summary>Same time, priority, sequence, kind and subject.</summary>
    public static bool operator ==(CalendarEvent left, CalendarEvent right) => left.Equals(right);

    /// <summary>Different in some way.</summary>
    public static bool operator !=(CalendarEvent left, CalendarEvent right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(CalendarEvent other) => Time == other.Time && _order == other._order && Subject == other.Subject;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CalendarEvent other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Time, _order, Subject);

    /// <summary>The number that orders events due at the same time, with the kind in its lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong OrderOf(sbyte priority, long sequence, byte kind) =>
        ((ulong)(byte)(priority ^ 0x80) << PriorityShift) | (((ulong)sequence & SequenceMask) << KindBits) | kind;

    /// <summary>
    /// Whether this event is taken before <paramref name="other"/>. The one branch, for a tie, is easy to predict; the outcome itself, which is as good as
    /// random to the processor, is a value and not a branch.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Precedes(in CalendarEvent other) => Time == other.Time ? _order < other._order : Time < other.Time;
}
