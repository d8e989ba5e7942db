namespace Coalmine.Simulation.Kernel;

/// <summary>
/// Which cancellable events are still wanted. A slot is bound while its event lies in the heap, wanted or not, and then goes to the head of the free list.
/// </summary>
internal sealed class SlotTable
{
    private const int EndOfList = -1;
    private const int Wanted = -2;
    private const int Unwanted = -3;

    private Slot[] _slots = [];
    private int _used;
    private int _free = EndOfList;

    /// <summary>Binds a slot to a new event.</summary>
    public EventHandle Bind()
    {
        int index = _free;
        if (index >= 0)
            _free = _slots[index].Next;
        else
            index = Extend();
        ref Slot slot = ref _slots[index];
        slot.Next = Wanted;
        return new EventHandle(index, slot.Generation);
    }

    /// <summary>Whether the handle's event is pending and wanted.</summary>
    public bool IsWanted(EventHandle handle) =>
        (uint)handle.Slot < (uint)_used && _slots[handle.Slot].Generation == handle.Generation && _slots[handle.Slot].Next == Wanted;

    /// <summary>Whether the event in a bound slot is wanted.</summary>
    public bool IsWanted(int index) => _slots[index].Next == Wanted;

    /// <summary>Marks the event as unwanted; gives false when it is not pending or was marked before.</summary>
    public bool Reject(EventHandle handle)
    {
        if (!IsWanted(handle))
            return false;
        _slots[handle.Slot].Next = Unwanted;
        return true;
    }

    /// <summary>Frees the slot of an event that left the heap, and tells whether the event was wanted.</summary>
    public bool Release(int index)
    {
        ref Slot slot = ref _slots[index];
        bool wanted = slot.Next == Wanted;
        Retire(ref slot);
        slot.Next = _free;
        _free = index;
        return wanted;
    }

    /// <summary>Frees all slots; handles given before match nothing.</summary>
    public void Clear()
    {
        for (int i = 0; i < _used; i++)
        {
            Retire(ref _slots[i]);
            _slots[i].Next = i + 1 < _used ? i + 1 : EndOfList;
        }

        _free = _used > 0 ? 0 : EndOfList;
    }

    private static void Retire(ref Slot slot) => slot.Generation = slot.Generation == uint.MaxValue ? 1 : slot.Generation + 1;

    private int Extend()
    {
        if (_used == _slots.Length)
            Array.Resize(ref _slots, Math.Max(16, 2 * _used));
        _slots[_used].Generation = 1;
        return _used++;
    }

    private struct Slot
    {
        public uint Generation;
        public int Next;
    }
}
