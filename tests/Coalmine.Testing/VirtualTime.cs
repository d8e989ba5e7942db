namespace Coalmine.Testing;

/// <summary>
/// Time that stands still until it is told to go on, and then leaps from timer to timer: days pass in milliseconds, and a run is the same each time. Made for
/// one thread; timers that are due at the same instant fire in the order in which they were set. The wall clock can be set apart from elapsed time.
/// </summary>
/// <param name="start">The instant at which it begins.</param>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<VirtualTimer> _timers = [];
    private long _elapsed;
    private long _sequence;

    /// <summary>How far the wall clock stands from where elapsed time would have it.</summary>
    public TimeSpan WallClockError { get; set; }

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => new(_elapsed);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + Elapsed + WallClockError;

    /// <inheritdoc/>
    public override long GetTimestamp() => _elapsed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        VirtualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes on until a task has ended.</summary>
    /// <param name="task">The task.</param>
    /// <param name="atMost">The longest time to let pass.</param>
    /// <returns>The task's result.</returns>
    /// <exception cref="TimeoutException">The task has not ended by then, or waits for something that no timer brings.</exception>
    public T Run<T>(Task<T> task, TimeSpan atMost)
    {
        long end = _elapsed + atMost.Ticks;
        while (!task.IsCompleted)
            if (!TryLeap(end))
                throw new TimeoutException($"The task has not ended after {Elapsed}.");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Goes on for a length of time.</summary>
    public void Pass(TimeSpan length)
    {
        long end = _elapsed + length.Ticks;
        while (TryLeap(end))
            continue;
        _elapsed = end;
    }

    private bool TryLeap(long end)
    {
        VirtualTimer? next = null;
        foreach (VirtualTimer timer in _timers)
            if (timer.Due <= end && (next is null || (timer.Due, timer.Sequence).CompareTo((next.Due, next.Sequence)) < 0))
                next = timer;
        if (next is null)
            return false;
        _elapsed = Math.Max(_elapsed, next.Due);
        next.Fire();
        return true;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public long Due { get; private set; }

        public long Sequence { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            _period = period;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            Due = time._elapsed + dueTime.Ticks;
            Sequence = time._sequence++;
            time._timers.Add(this);
            return true;
        }

        public void Fire()
        {
            time._timers.Remove(this);
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            callback(state);
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
