using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// An e-process that bets on a change beginning at look k with weight 1 / (k (k + 1)), for every k at once, so that good evidence from before the change
/// cannot hide it: S_t = (S_{t-1} + 1 / (t (t + 1))) L_t, and the e-value is S_t + 1 / (t + 1), where the last term is the stake on changes still to come.
/// A mixture of e-processes with fixed weights is an e-process (Ville); the weights sum to 1. Kept in logs.
/// </summary>
/// <remarks>Guarantee: anytime-valid where the ratios are. Null: that of the ratios, at all looks. Against a product that begins at the right look k it costs
/// ln(k(k + 1)) in log evidence at most: ln 2 for a change from the start. O(1) a look.</remarks>
public static class OnsetMixture
{
    /// <summary>Takes the likelihood ratio of look <paramref name="look"/> in.</summary>
    /// <param name="logWealth">ln S before the look; negative infinity before the first.</param>
    /// <param name="look">Number of the look, from 1.</param>
    /// <param name="logRatio">ln L of the look.</param>
    /// <returns>ln S after the look.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is NaN or +∞, or the number of a look is out of range.</exception>
    public static double Next(double logWealth, int look, double logRatio)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(look, 1);
        Domain.LogWealth(logWealth);
        Domain.LogWealth(logRatio);
        return Next(logWealth, LogStake(look), logRatio);
    }

    /// <summary>ln of what is staked on a change beginning at a look.</summary>
    internal static double LogStake(int look) => -Math.Log(look * (look + 1.0));

    /// <summary>The same with the stake known, for whoever takes a look in on many paths.</summary>
    internal static double Next(double logWealth, double logStake, double logRatio)
    {
        double larger = Math.Max(logWealth, logStake);
        double smaller = Math.Min(logWealth, logStake);
        return larger + Math.Log(1 + Math.Exp(smaller - larger)) + logRatio;
    }

    /// <summary>ln of the e-value after a number of looks; 0 before the first.</summary>
    /// <param name="logWealth">ln S.</param>
    /// <param name="looks">Looks taken in.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is NaN or +∞, or the number of a look is out of range.</exception>
    public static double LogE(double logWealth, int looks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(looks);
        Domain.LogWealth(logWealth);
        double waiting = -Math.Log(looks + 1.0);
        double larger = Math.Max(logWealth, waiting);
        return larger + Math.Log(1 + Math.Exp(Math.Min(logWealth, waiting) - larger));
    }
}
