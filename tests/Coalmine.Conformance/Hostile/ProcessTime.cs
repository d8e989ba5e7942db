using Coalmine.Testing;

namespace Coalmine.Conformance.Hostile;

/// <summary>
/// The time of one process within the world's: its wall clock can be set, it can be frozen (with its timers, and as a suspended machine with elapsed time as
/// well), and when it is killed none of its timers fires any more.
/// </summary>
/// <param name="world">The world's time.</param>
internal sealed class ProcessTime(VirtualTime world) : TimeProvider
{
    private readonly List<ProcessTimer> _timers = [];
    private readonly List<(ProcessTimer Timer, int Setting)> _held = [];
    // One for each who waits: of several continuations of one task all but one may hop to another thread.
    private List<TaskCompletionSource>? _thaw;
    private const int MostTimers = 300_000;
    private int _fired;
    private long _frozenAt;
    private long _lost;
    private bool _stops;

    /// <summary>How far the wall clock stands from the world's.</summary>
    public TimeSpan WallClockError { get; set; }

    /// <summary>Whether the process is gone.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Whether the process stands still.</summary>
    public bool IsFrozen => _thaw is not null;

    /// <summary>Ends when the process runs.</summary>
    public Task Running()
    {
        if (_thaw is null)
            return Task.CompletedTask;
        TaskCompletionSource waiting = new();
        _thaw.Add(waiting);
        return waiting.Task;
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + WallClockError;

    /// <inheritdoc/>
    public override long GetTimestamp() => (_stops ? _frozenAt : world.GetTimestamp()) - _lost;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ProcessTimer timer = new(this, callback, state);
        _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends everything.</summary>
    public void Kill()
    {
        IsDead = true;
        foreach (ProcessTimer timer in _timers.ToArray())
            timer.Dispose();
        _held.Clear();
    }

    /// <summary>Lets the process stand still.</summary>
    /// <param name="length">For how long.</param>
    /// <param name="stopsElapsedTime">Whether it does not notice afterwards, as a machine that was suspended.</param>
    public void Freeze(TimeSpan length, bool stopsElapsedTime)
    {
        if (IsDead || IsFrozen)
            return;
        (_thaw, _frozenAt, _stops) = ([], world.GetTimestamp(), stopsElapsedTime);
        _ = world.CreateTimer(_ => Thaw(), null, length, Timeout.InfiniteTimeSpan);
    }

    private void Thaw()
    {
        if (IsDead || _thaw is not { } thaw)
            return;
        if (_stops)
            _lost += world.GetTimestamp() - _frozenAt;
        (_thaw, _stops) = (null, false);
        foreach (TaskCompletionSource waiting in thaw)
            waiting.TrySetResult();
        (ProcessTimer Timer, int Setting)[] held = [.. _held];
        _held.Clear();
        foreach ((ProcessTimer timer, int setting) in held)
            timer.Release(setting);
    }

    private sealed class ProcessTimer : ITimer
    {
        private readonly ProcessTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _inner;
        private int _setting;

        public ProcessTimer(ProcessTime time, TimerCallback callback, object? state)
        {
            (_time, _callback, _state) = (time, callback, state);
            _inner = time.World.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _setting++;
            return !_time.IsDead && _inner.Change(dueTime, period);
        }

        public void Release(int setting)
        {
            if (setting == _setting && !_time.IsDead)
                _callback(_state);
        }

        public void Dispose()
        {
            _setting++;
            _inner.Dispose();
            _time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            if (_time.IsDead)
                return;
            if (++_time._fired > MostTimers)
                throw new TimeoutException("The process turns in a circle.");
            if (_time.IsFrozen)
                _time._held.Add((this, _setting));
            else
                _callback(_state);
        }
    }

    private VirtualTime World => world;
}
