namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Mean and variance of the values so far with one imagined value of mean ½ and variance ¼, and the bet that the next value is given (Waudby-Smith and Ramdas
/// 2024, the predictable plug-in).
/// </summary>
/// <param name="Count">Values so far.</param>
/// <param name="Total">Their sum.</param>
/// <param name="Squares">Their squared distances from the regularised running mean.</param>
internal readonly record struct BettingMoments(long Count, double Total, double Squares)
{
    /// <summary>The bet on the next value for a log error ln(2/α), before any cap: √(2·log/(t·ln(1 + t)·σ²)), with t the next value's number.</summary>
    public double Bet(double log)
    {
        double t = Count + 1;
        return Math.Sqrt(2 * log / (t * Math.Log(1 + t) * ((0.25 + Squares) / t)));
    }

    /// <summary>The moments with one value more.</summary>
    public BettingMoments With(double value)
    {
        double total = Total + value;
        double offset = value - ((0.5 + total) / (Count + 2));
        return new BettingMoments(Count + 1, total, Squares + (offset * offset));
    }

    /// <summary>The error ln(2/α) of one side of two.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The error is not in (0, 1).</exception>
    public static double LogOfSide(double alpha) => alpha is > 0 and < 1
        ? Math.Log(2 / alpha)
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The error must lie between 0 and 1.");

    /// <summary>The value, where it is in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double InUnit(double value) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "The sequence holds for values in [0, 1] only.");
}
