namespace Coalmine.Rollouts.Plan;

/// <summary>
/// An instant of a rollout, in whole nanoseconds since the rollout began. Integer time has no drift: five minutes added a million times are exact,
/// and two events at the same instant are truly equal.
/// </summary>
/// <param name="Nanoseconds">Nanoseconds since the start; negative before it.</param>
public readonly record struct Moment(long Nanoseconds) : IComparable<Moment>
{
    /// <summary>The start of the rollout.</summary>
    public static readonly Moment Start;

    /// <summary>The latest moment that can be written; stands for "never".</summary>
    public static readonly Moment Never = new(long.MaxValue);

    /// <summary>Seconds since the start.</summary>
    public double Seconds => Nanoseconds / 1e9;

    /// <summary>The time since the start; rounded down to 100 ns, the resolution of <see cref="TimeSpan"/>.</summary>
    public TimeSpan SinceStart => new(Nanoseconds / 100);

    /// <summary>The moment so many seconds after the start, rounded to the nearest nanosecond.</summary>
    public static Moment FromSeconds(double seconds) => new((long)Math.Round(seconds * 1e9));

    /// <summary>The moment so long after the start.</summary>
    public static Moment After(TimeSpan sinceStart) => Start + sinceStart;

    /// <summary>The later of two moments.</summary>
    public static Moment Later(Moment left, Moment right) => left.Nanoseconds >= right.Nanoseconds ? left : right;

    /// <summary>The earlier of two moments.</summary>
    public static Moment Earlier(Moment left, Moment right) => left.Nanoseconds <= right.Nanoseconds ? left : right;

    /// <summary>Moves a moment by a length of time.</summary>
    public static Moment operator +(Moment moment, TimeSpan length) => new(moment.Nanoseconds + length.Ticks * 100);

    /// <summary>Moves a moment back by a length of time.</summary>
    public static Moment operator -(Moment moment, TimeSpan length) => new(moment.Nanoseconds - length.Ticks * 100);

    /// <summary>The length of time from the second moment to the first.</summary>
    public static TimeSpan operator -(Moment left, Moment right) => new((left.Nanoseconds - right.Nanoseconds) / 100);

    /// <summary>Whether the first moment lies before the second.</summary>
    public static bool operator <(Moment left, Moment right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the first moment lies after the second.</summary>
    public static bool operator >(Moment left, Moment right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the first moment lies before the second or equals it.</summary>
    public static bool operator <=(Moment left, Moment right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the first moment lies after the second or equals it.</summary>
    public static bool operator >=(Moment left, Moment right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(Moment other) => Nanoseconds.CompareTo(other.Nanoseconds);
}
