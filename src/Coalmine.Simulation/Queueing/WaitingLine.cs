namespace Coalmine.Simulation.Queueing;

/// <summary>
/// A first-come-first-served line in a ring. Places are numbered for ever upwards, so that an old place matches nobody; one who leaves out of turn leaves a
/// gap, which costs nothing but its cell until the head of the line has passed it.
/// </summary>
internal sealed class WaitingLine
{
    private const int Gap = -1;

    private int[] _ring = new int[4];
    private long _head;
    private long _tail;

    /// <summary>Customers in line, gaps not counted.</summary>
    public int Count { get; private set; }

    /// <summary>Joins at the end; gives the place.</summary>
    public long Join(int customer)
    {
        if (_tail - _head == _ring.Length)
            Grow();
        _ring[(int)_tail & (_ring.Length - 1)] = customer;
        Count++;
        return _tail++;
    }

    /// <summary>Empties a place; gives false when nobody waits there.</summary>
    public bool Leave(long place)
    {
        if (place < _head || place >= _tail)
            return false;
        ref int cell = ref _ring[(int)place & (_ring.Length - 1)];
        if (cell == Gap)
            return false;
        cell = Gap;
        Count--;
        if (place == _head)
            SkipGaps();
        return true;
    }

    /// <summary>Takes the first in line; gives false and -1 when the line is empty.</summary>
    public bool TryNext(out int customer)
    {
        customer = -1;
        if (Count == 0)
            return false;
        customer = _ring[(int)_head++ & (_ring.Length - 1)];
        Count--;
        SkipGaps();
        return true;
    }

    /// <summary>Empties the line; places given before match nobody.</summary>
    public void Clear()
    {
        _head = _tail;
        Count = 0;
    }

    // The head is never a gap: so taking the first needs no search, and gaps left by time-outs in order vanish at once.
    private void SkipGaps()
    {
        while (_head < _tail && _ring[(int)_head & (_ring.Length - 1)] == Gap)
            _head++;
    }

    private void Grow()
    {
        int[] larger = new int[2 * _ring.Length];
        for (long place = _head; place < _tail; place++)
            larger[(int)place & (larger.Length - 1)] = _ring[(int)place & (_ring.Length - 1)];
        _ring = larger;
    }
}
