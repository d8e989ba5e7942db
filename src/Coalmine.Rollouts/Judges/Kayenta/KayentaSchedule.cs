namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// When a run judges, and over which times (<c>SetupAndExecuteCanariesStage</c> of <c>kayenta-standalone-canary-analysis</c>). Times count from time 0, which
/// is now where the request gives no start.
/// </summary>
public sealed record KayentaSchedule
{
    /// <summary>How long the run lasts (<c>lifetimeDurationMins</c>); not read where an end is given. Null for unknown: judgements then go on.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>Time between two judgements (<c>analysisIntervalMins</c>); null, zero or longer than the lifetime: the lifetime.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>An explicit start.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>An explicit end: judgements do not wait for real time then, and the windows take no account of the warm-up.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>The warm-up (<c>beginAfterMins</c>): waited for first, and added to every window.</summary>
    public TimeSpan BeginAfter { get; init; }

    /// <summary>The length of a sliding window (<c>lookbackMins</c>); zero for windows that grow from the start.</summary>
    public TimeSpan Lookback { get; init; }

    /// <summary>By how much the baseline's window lies earlier (<c>controlOffsetInMinutes</c>).</summary>
    public TimeSpan ControlOffset { get; init; }

    /// <summary>The lifetime in force, in whole minutes where it comes from an end; null where nothing says one.</summary>
    public TimeSpan? RunTime => End is { } end ? TimeSpan.FromMinutes(WholeMinutes(end - (Start ?? TimeSpan.Zero))) : Lifetime;

    /// <summary>The interval in force.</summary>
    /// <exception cref="InvalidOperationException">Neither an interval nor a lifetime is known.</exception>
    public TimeSpan Between
    {
        get
        {
            TimeSpan asked = Interval ?? TimeSpan.Zero;
            if (RunTime is { } lifetime)
                return asked == TimeSpan.Zero || asked > lifetime ? lifetime : asked;
            return asked > TimeSpan.Zero ? asked : throw new InvalidOperationException("A schedule needs a lifetime, an end or an interval.");
        }
    }

    /// <summary>How many judgements there are: the lifetime over the interval, both in whole minutes; a remainder is never judged.</summary>
    /// <exception cref="InvalidOperationException">No lifetime is known, or the interval is under a minute, by which Kayenta would divide.</exception>
    public int Judgements
    {
        get
        {
            TimeSpan lifetime = RunTime ?? throw new InvalidOperationException("A schedule needs a lifetime or an end.");
            long minutes = WholeMinutes(Between);
            return minutes != 0
                ? (int)Math.Clamp(WholeMinutes(lifetime) / minutes, 0, int.MaxValue)
                : throw new InvalidOperationException("A lifetime or interval under a minute divides by zero.");
        }
    }

    /// <summary>The canary's window of a judgement.</summary>
    /// <param name="judgement">Its number, from 1.</param>
    /// <exception cref="InvalidOperationException">Neither an interval nor a lifetime is known.</exception>
    public KayentaWindow CanaryWindow(int judgement)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(judgement, 1);
        TimeSpan from = (Start ?? TimeSpan.Zero) + (End is null ? BeginAfter : TimeSpan.Zero);
        TimeSpan to = from + (Between * judgement);
        return new KayentaWindow(Lookback > TimeSpan.Zero ? to - Lookback : from, to);
    }

    /// <summary>The baseline's window of a judgement.</summary>
    /// <param name="judgement">Its number, from 1.</param>
    /// <exception cref="InvalidOperationException">Neither an interval nor a lifetime is known.</exception>
    public KayentaWindow BaselineWindow(int judgement) => CanaryWindow(judgement).Earlier(ControlOffset);

    private static long WholeMinutes(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMinute;
}
