using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The empirical-Bernstein confidence sequence for the mean of values in [0, 1], one value at a time (Waudby-Smith and Ramdas 2024, theorem 2; confseq). Narrow
/// where the variance is small, no model of the distribution needed; the values' conditional mean must not move. Immutable; a value and a look cost O(1).
/// Guarantee: anytime-valid.
/// </summary>
public readonly record struct RunningEmpiricalBernstein
{
    // Caps every bet, so that ψ(λ) = -ln(1 - λ) - λ stays small.
    private const double LargestBet = 0.5;

    private readonly double log;
    private readonly BettingMoments past;
    private readonly double weights;
    private readonly double weighted;
    private readonly double paidBelow;
    private readonly double paidAbove;

    private RunningEmpiricalBernstein(double log, in BettingMoments past, double weights, double weighted, double paidBelow, double paidAbove) =>
        (this.log, this.past, this.weights, this.weighted, this.paidBelow, this.paidAbove) = (log, past, weights, weighted, paidBelow, paidAbove);

    /// <summary>Values taken in.</summary>
    public long Count => past.Count;

    /// <summary>The interval after the values so far, within [0, 1], without running intersection; [0, 1] before the first.</summary>
    public Interval Interval => Count == 0
        ? new Interval(0, 1)
        : new Interval(Math.Clamp((weighted - paidBelow) / weights, 0, 1), Math.Clamp((weighted + paidAbove) / weights, 0, 1));

    /// <summary>Starts without values, at error alpha (two-sided) in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The error is not in (0, 1).</exception>
    public static RunningEmpiricalBernstein Start(double alpha)
    {
        double log = BettingMoments.LogOfSide(alpha);
        return new RunningEmpiricalBernstein(log, default, 0, 0, log, log);
    }

    /// <summary>The sequence with one value more, in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside.</exception>
    public RunningEmpiricalBernstein With(double value)
    {
        double x = BettingMoments.InUnit(value);
        double bet = Math.Min(LargestBet, past.Bet(log));
        double price = -Logarithms.OnePlusMinus(-bet);

        // The first value is compared with 0 on its own side and with 0 on the mirrored one; from the second on both sides use the mean of the past.
        double below = Count == 0 ? x : x - (past.Total / Count);
        double above = Count == 0 ? 1 - x : below;
        return new RunningEmpiricalBernstein(
            log, past.With(x), weights + bet, weighted + (bet * x), paidBelow + (below * below * price), paidAbove + (above * above * price));
    }
}
