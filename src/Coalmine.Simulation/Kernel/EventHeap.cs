using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Coalmine.Simulation.Kernel;

/// <summary>
/// A heap of events with four children a node, in one array. A hole may stand at the root: what was taken from there is replaced by the next event that is
/// added, and only if none comes by the last of the heap. So a model in which one event leads to the next pays for one descent, not for a descent and a rise.
/// </summary>
internal struct EventHeap
{
    private CalendarEvent[] _items;
    private int _size;
    private bool _open;
    private long _moves;

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
        int index = _size++;
        int moves = 0;
        ref CalendarEvent items = ref MemoryMarshal.GetArrayDataReference(_items);
        while (index > 0)
        {
            int parent = (index - 1) >> 2;
            ref CalendarEvent above = ref Unsafe.Add(ref items, parent);
            if (!item.Precedes(above))
                break;
            Unsafe.Add(ref items, index) = above;
            index = parent;
            moves++;
        }

        Unsafe.Add(ref items, index) = item;
        _moves += moves;
    }

    private void SiftDown(int index, int size, CalendarEvent item)
    {
        int moves = 0;
        ref CalendarEvent items = ref MemoryMarshal.GetArrayDataReference(_items);
        while (true)
        {
            int child = (index << 2) + 1;
            if (child >= size)
                break;
            int best = child + 3 < size ? LeastOfFour(ref items, child) : LeastOfFew(ref items, child, size);
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

    /// <summary>A tournament whose outcomes are added up, not branched on: which child is least is a coin toss that no predictor learns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LeastOfFour(ref CalendarEvent items, int child)
    {
        int left = child + One(Unsafe.Add(ref items, child + 1).Precedes(Unsafe.Add(ref items, child)));
        int right = child + 2 + One(Unsafe.Add(ref items, child + 3).Precedes(Unsafe.Add(ref items, child + 2)));
        return left + (right - left) * One(Unsafe.Add(ref items, right).Precedes(Unsafe.Add(ref items, left)));
    }

    private static int LeastOfFew(ref CalendarEvent items, int child, int size)
    {
        int best = child;
        for (int i = child + 1; i < size; i++)
            if (Unsafe.Add(ref items, i).Precedes(Unsafe.Add(ref items, best)))
                best = i;
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int One(bool condition) => Unsafe.BitCast<bool, byte>(condition);
}
