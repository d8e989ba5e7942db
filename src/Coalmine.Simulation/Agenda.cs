namespace Coalmine.Simulation;

/// <summary>
/// What is due, earliest first; what is due at the same moment in the order in which it was asked for. A rollout has a handful of entries, for which a plain
/// list beats any queue.
/// </summary>
internal sealed class Agenda
{
    private AgendaEntry[] _entries = new AgendaEntry[16];
    private int _count;

    /// <summary>Forgets everything.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds an entry.</summary>
    public void Add(AgendaEntry entry)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, 2 * _count);
        _entries[_count++] = entry;
    }

    /// <summary>Adds a wake in place of an earlier one with the same id.</summary>
    public void AddWake(AgendaEntry wake)
    {
        for (int i = 0; i < _count; i++)
            if (_entries[i].Kind == AgendaKind.Wake && _entries[i].Id == wake.Id)
            {
                RemoveAt(i);
                break;
            }

        Add(wake);
    }

    /// <summary>Removes the wakes, measurements and hook calls with an id.</summary>
    public void Cancel(int id)
    {
        for (int i = _count - 1; i >= 0; i--)
            if (_entries[i].Id == id && _entries[i].Kind is AgendaKind.Wake or AgendaKind.Measurement or AgendaKind.Hook)
                RemoveAt(i);
    }

    /// <summary>Takes the next entry.</summary>
    public bool TryTake(out AgendaEntry entry)
    {
        entry = default;
        if (_count == 0)
            return false;
        int first = 0;
        for (int i = 1; i < _count; i++)
            if (_entries[i].At < _entries[first].At)
                first = i;
        entry = _entries[first];
        RemoveAt(first);
        return true;
    }

    private void RemoveAt(int index)
    {
        _count--;
        Array.Copy(_entries, index + 1, _entries, index, _count - index);
    }
}
