using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Coalmine.Simulation.Kernel;

/// <summary>
/// A heap of events with four children a node, in one array. A hole may stand at the root: what was taken from there is replaced by the next event that is
/// added, and only if none comes by the last of the heap. So a model in which one event leads to the next pays for one descent, not for a descent and a rise.
/// </summary>
internal struct EventHeap
{
    // Up to this many events a plain search with early exit beats the tournament.
    private const int LargestPlain = 16;

    // From this child on the heap is larger than the first cache; its grandchildren are read ahead.
    private const int FirstReadAhead = 1024;

    private CalendarEvent[] _items;
    private int _size;
    private bool _open;
    private long _moves;

    // Kept only so that the reads ahead have a use and are not left out.
    private long _touched;

    public EventHeap(int capacity) => _items = new CalendarEvent[Math.Max(capacity, 4)];

    /// <summary>Events in the heap.</summary>
    public readonly int Count => _open ? _size - 1 : _size;

    /// <summary>Times an event was moved by one level.</summary>
    public readonly long Moves => _moves;

    /// <summary>The first event; only when no hole is open and the heap is not empty.</summary>
    public readonly ref readonly CalendarEvent First => ref MemoryMarshal.GetArrayDataReference(_items);

    /// <summary>Closes the hole at the root, if any, and tells whether an event is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Settle()
    {
        if (_open)
            Close();
        return _size > 0;
    }

    /// <summary>Takes the first event out; only after <see cref="Settle"/> gave true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OpenHole() => _open = true;

    /// <summary>Adds an event.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in CalendarEvent item)
    {
        if (_open)
        {
            _open = false;
            SiftDown(0, _size, item);
        }
        else
        {
            SiftUp(item);
        }
    }

    /// <summary>Removes the events whose slot is bound and unwanted, frees their slots and makes the rest a heap again.</summary>
    public void Sweep(SlotTable slots)
    {
        int kept = 0;
        for (int i = _open ? 1 : 0; i < _size; i++)
        {
            int slot = _items[i].Slot;
            if (slot == CalendarEvent.NoSlot || slots.IsWanted(slot))
                _items[kept++] = _items[i];
            else
                slots.Release(slot);
        }

        _open = false;
        _size = kept;
        for (int i = (kept - 2) >> 2; i >= 0; i--)
            SiftDown(i, kept, _items[i]);
    }

    /// <summary>Forgets all events and counts, and keeps the array.</summary>
    public void Clear()
    {
        _size = 0;
        _open = false;
        _moves = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Close()
    {
        _open = false;
        int last = --_size;
        if (last > 0)
            SiftDown(0, last, _items[last]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow() => Array.Resize(ref _items, 2 * _items.Length);

    private void SiftUp(CalendarEvent item)
    {
        if (_size == _items.Length)
            Grow();
        int moves = 0;
        ref CalendarEvent items = ref MemoryMarshal.GetArrayDataReference(_items);
        Unsafe.Add(ref items, Climb(ref items, _size++, 0, item, ref moves)) = item;
        _moves += moves;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SiftDown(int index, int size, in CalendarEvent item)
    {
        if (size <= LargestPlain)
            SiftDownPlain(index, size, item);
        else
            SiftDownByTournament(index, size, item);
    }

    /// <summary>Top down: the item sinks while a child precedes it.</summary>
    private void SiftDownPlain(int index, int size, CalendarEvent item)
    {
        int moves = 0;
        ref CalendarEvent items = ref MemoryMarshal.GetArrayDataReference(_items);
        while (true)
        {
            int child = (index << 2) + 1;
            if (child >= size)
                break;
            int best = LeastOfFew(ref items, child, Math.Min(child + 4, size));
            ref CalendarEvent below = ref Unsafe.Add(ref items, best);
            if (item.Precedes(below))
                break;
            Unsafe.Add(ref items, index) = below;
            index = best;
            moves++;
        }

        Unsafe.Add(ref items, index) = item;
        _moves += moves;
    }

    /// <summary>
    /// Bottom up: the least children rise along one path to a leaf, and the item climbs from there, most often not at all (Wegener 1993 for binary heaps). One
    /// comparison a level is saved, and with it a branch that depends on the item.
    /// </summary>
    private void SiftDownByTournament(int index, int size, CalendarEvent item)
    {
        int top = index;
        int moves = 0;
        ref CalendarEvent items = ref MemoryMarshal.GetArrayDataReference(_items);
        long touched = 0;
        int child = (index << 2) + 1;
        while (child + 3 < size)
        {
            if (child > FirstReadAhead && (child << 2) + 16 < size)
                touched |= Touch(ref items, (child << 2) + 1);
            int best = LeastOfFour(ref items, child);
            Unsafe.Add(ref items, index) = Unsafe.Add(ref items, best);
            index = best;
            child = (index << 2) + 1;
            moves++;
        }

        if (child < size)
        {
            int best = LeastOfFew(ref items, child, size);
            Unsafe.Add(ref items, index) = Unsafe.Add(ref items, best);
            index = best;
            moves++;
        }

        Unsafe.Add(ref items, Climb(ref items, index, top, item, ref moves)) = item;
        _moves += moves;
        _touched = touched;
    }

    /// <summary>Lets those above the free place at <paramref name="index"/> that the item precedes sink into it; gives the item's place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Climb(ref CalendarEvent items, int index, int top, in CalendarEvent item, ref int moves)
    {
        while (index > top)
        {
            int parent = (index - 1) >> 2;
            ref CalendarEvent above = ref Unsafe.Add(ref items, parent);
            if (!item.Precedes(above))
                break;
            Unsafe.Add(ref items, index) = above;
            index = parent;
            moves++;
        }

        return index;
    }

    /// <summary>A tournament whose outcomes are added up, not branched on: which child is least is a coin toss that no predictor learns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LeastOfFour(ref CalendarEvent items, int child)
    {
        int left = child + One(Unsafe.Add(ref items, child + 1).Precedes(Unsafe.Add(ref items, child)));
        int right = child + 2 + One(Unsafe.Add(ref items, child + 3).Precedes(Unsafe.Add(ref items, child + 2)));
        return left + (right - left) * One(Unsafe.Add(ref items, right).Precedes(Unsafe.Add(ref items, left)));
    }

    /// <summary>
    /// Reads one word of each cache line of sixteen grandchildren. The tournament above them takes as long as they take to come, where a search with branches
    /// would have guessed its way and fetched them by the way. Plain reads, since prefetching needs pointers and one family of processors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Touch(ref CalendarEvent items, int grandchild) =>
        Unsafe.Add(ref items, grandchild).Time | Unsafe.Add(ref items, grandchild + 3).Time | Unsafe.Add(ref items, grandchild + 6).Time
        | Unsafe.Add(ref items, grandchild + 9).Time | Unsafe.Add(ref items, grandchild + 12).Time | Unsafe.Add(ref items, grandchild + 15).Time;

    private static int LeastOfFew(ref CalendarEvent items, int child, int end)
    {
        int best = child;
        for (int i = child + 1; i < end; i++)
            if (Unsafe.Add(ref items, i).Precedes(Unsafe.Add(ref items, best)))
                best = i;
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int One(bool condition) => Unsafe.BitCast<bool, byte>(condition);
}
