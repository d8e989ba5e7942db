namespace Coalmine.Simulation.Requests;

/// <summary>Places for attempts, given out and taken back; nothing is allocated once there are enough.</summary>
internal sealed class AttemptTable
{
    private Attempt[] _attempts = new Attempt[64];
    private int[] _free = new int[64];
    private int _freeCount;
    private int _used;

    /// <summary>Places that have been given out at some time; those of <see cref="AttemptState.Free"/> are free again.</summary>
    public int Places => _used;

    /// <summary>An attempt by its place. Valid until the next <see cref="Take"/>.</summary>
    public ref Attempt this[int place] => ref _attempts[place];

    /// <summary>All places are free.</summary>
    public void Clear() => (_freeCount, _used) = (0, 0);

    /// <summary>Takes a free place.</summary>
    public int Take()
    {
        if (_freeCount > 0)
            return _free[--_freeCount];
        if (_used == _attempts.Length)
            Array.Resize(ref _attempts, 2 * _used);
        return _used++;
    }

    /// <summary>Gives a place back.</summary>
    public void Release(int place)
    {
        _attempts[place].State = AttemptState.Free;
        if (_freeCount == _free.Length)
            Array.Resize(ref _free, 2 * _freeCount);
        _free[_freeCount++] = place;
    }
}
