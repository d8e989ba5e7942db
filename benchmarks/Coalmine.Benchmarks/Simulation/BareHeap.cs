using System.Runtime.CompilerServices;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// The rival of the kernel: a plain heap of structs with four children a node, in the usual form. Nothing can be cancelled, there is no priority, clock or
/// count, and no argument is checked.
/// </summary>
internal sealed class BareHeap
{
    private BareEvent[] _items = new BareEvent[64];
    private int _size;
    private long _sequence;

    public void Push(long time, int kind, int subject)
    {
        if (_size == _items.Length)
            Array.Resize(ref _items, 2 * _size);
        BareEvent item = new() { Time = time, Sequence = _sequence++, Kind = kind, Subject = subject };
        BareEvent[] items = _items;
        int index = _size++;
        while (index > 0)
        {
            int parent = (index - 1) >> 2;
            if (!Precedes(item, items[parent]))
                break;
            items[index] = items[parent];
            index = parent;
        }

        items[index] = item;
    }

    public BareEvent Pop()
    {
        BareEvent[] items = _items;
        BareEvent first = items[0];
        int size = --_size;
        BareEvent item = items[size];
        int index = 0;
        while (true)
        {
            int child = (index << 2) + 1;
            if (child >= size)
                break;
            int best = child;
            int end = Math.Min(child + 4, size);
            for (int i = child + 1; i < end; i++)
                if (Precedes(items[i], items[best]))
                    best = i;
            if (!Precedes(items[best], item))
                break;
            items[index] = items[best];
            index = best;
        }

        items[index] = item;
        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Precedes(in BareEvent left, in BareEvent right) =>
        left.Time < right.Time || (left.Time == right.Time && left.Sequence < right.Sequence);
}
