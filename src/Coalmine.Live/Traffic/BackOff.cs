using Coalmine.Statistics.Random;

namespace Coalmine.Live.Traffic;

/// <summary>Waits between tries: twice as long each time from 50 ms to 2 s, a random part of it, so that two who collide do not collide again.</summary>
internal sealed class BackOff(TimeProvider time, string name)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    // Seeded by the clock as well: two drivers of one target must not wait alike.
    private Xoshiro256 _draws = StreamKey.Root((ulong)time.GetTimestamp()).With(name).Open();

    /// <summary>Waits after a try has failed.</summary>
    /// <param name="tries">How many have.</param>
    /// <param name="asked">The wait that the server asks for, at most 30 s of it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task WaitAsync(int tries, TimeSpan? asked, CancellationToken cancellation) => Task.Delay(LengthOf(tries, asked), time, cancellation);

    /// <summary>The wait after a try has failed.</summary>
    internal TimeSpan LengthOf(int tries, TimeSpan? asked)
    {
        TimeSpan most = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Clamp(tries - 1, 0, 16)));
        TimeSpan own = most * (0.5 + (_draws.NextDouble() / 2));
        TimeSpan server = asked is TimeSpan wait ? TimeSpan.FromTicks(Math.Min(wait.Ticks, TimeSpan.FromSeconds(30).Ticks)) : TimeSpan.Zero;
        return own > server ? own : server;
    }
}
