using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The Hoeffding confidence sequence for the mean of values in [0, 1], one value at a time (Waudby-Smith and Ramdas 2024, proposition 1; confseq): blind to the
/// variance, so wider than <see cref="RunningEmpiricalBernstein"/> for all but coin tosses. Immutable; a value and a look cost O(1). Guarantee: anytime-valid.
/// </summary>
public readonly record struct RunningHoeffding
{
    private readonly double log;
    private readonly double weights;
    private readonly double weighted;
    private readonly double penalty;

    private RunningHoeffding(long count, double log, double weights, double weighted, double penalty) =>
        (Count, this.log, this.weights, this.weighted, this.penalty) = (count, log, weights, weighted, penalty);

    /// <summary>Values taken in.</summary>
    public long Count { get; }

    /// <summary>The interval after the values so far, within [0, 1], without running intersection; [0, 1] before the first.</summary>
    public Interval Interval => Count == 0
        ? new Interval(0, 1)
        : new Interval(Math.Clamp((weighted - penalty) / weights, 0, 1), Math.Clamp((weighted + penalty) / weights, 0, 1));

    /// <summary>Starts without values, at error alpha (two-sided) in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The error is not in (0, 1).</exception>
    public static RunningHoeffding Start(double alpha)
    {
        double log = BettingMoments.LogOfSide(alpha);
        return new RunningHoeffding(0, log, 0, 0, log);
    }

    /// <summary>The sequence with one value more, in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside.</exception>
    public RunningHoeffding With(double value)
    {
        double x = BettingMoments.InUnit(value);
        double t = Count + 1;
        double bet = Math.Min(1, Math.Sqrt(8 * log / (t * Math.Log(1 + t))));
        return new RunningHoeffding(Count + 1, log, weights + bet, weighted + (bet * x), penalty + (bet * bet / 8));
    }
}
