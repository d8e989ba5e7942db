using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The hedged capital against one candidate for the mean of values in [0, 1], one value at a time (Waudby-Smith and Ramdas 2024, theorem 3; confseq): two
/// gamblers with half the money each, one betting that the mean is larger and one that it is smaller. Reject the mean at ln(1/α). Bets are those of
/// <see cref="RunningEmpiricalBernstein"/> without its cap, cut at ½/m and ½/(1 - m) so that no bet can lose more than half. Immutable; O(1) a value.
/// Guarantee: anytime-valid.
/// </summary>
public readonly record struct RunningHedgedCapital
{
    private readonly double log;
    private readonly double mean;
    private readonly BettingMoments past;
    private readonly double up;
    private readonly double down;

    private RunningHedgedCapital(double log, double mean, in BettingMoments past, double up, double down) =>
        (this.log, this.mean, this.past, this.up, this.down) = (log, mean, past, up, down);

    /// <summary>ln max(K⁺/2, K⁻/2) after the values so far; -ln 2 before the first.</summary>
    public double LogCapital => Math.Max(up, down) - Math.Log(2);

    /// <summary>Starts without values against a mean in [0, 1]; the bets are sized for error alpha (two-sided) in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The error is not in (0, 1), or the mean not in [0, 1].</exception>
    public static RunningHedgedCapital Start(double mean, double alpha) =>
        new(BettingMoments.LogOfSide(alpha), BettingMoments.InUnit(mean) + 0.0, default, 0, 0);

    /// <summary>The capital after one value more, in [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside.</exception>
    public RunningHedgedCapital With(double value)
    {
        double x = BettingMoments.InUnit(value);
        double bet = past.Bet(log);
        double gain = Logarithms.OnePlus(Math.Min(bet, 0.5 / mean) * (x - mean));
        double mirrored = Logarithms.OnePlus(-Math.Min(bet, 0.5 / (1 - mean)) * (x - mean));
        return new RunningHedgedCapital(log, mean, past.With(x), up + gain, down + mirrored);
    }
}
