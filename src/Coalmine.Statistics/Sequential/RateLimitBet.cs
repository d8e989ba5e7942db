using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// One look's log likelihood ratio for the rate of events in one arm: rate <c>p</c> against the limit under test. Valid for the composite hypothesis on
/// the limit's other side by the monotone likelihood ratio of the binomial family.
/// </summary>
/// <remarks>Guarantee: anytime-valid with rates fixed before the look. A rate above the limit bets on harm (null: at most the limit), one below it on safety.
/// O(1).</remarks>
/// <param name="Events">Events; may be fractional after division by a dispersion factor.</param>
/// <param name="Others">Trials without an event.</param>
public readonly record struct RateLimitBet(double Events, double Others)
{
    /// <summary>ln L for rate <paramref name="rate"/> against <paramref name="limit"/>; both in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not in (0, 1), or a count is negative.</exception>
    public double LogRatio(double rate, double limit)
    {
        Domain.Count(Events);
        Domain.Count(Others);
        Domain.Level(rate);
        Domain.Level(limit);
        return Events * Math.Log(rate / limit) + Others * Math.Log((1 - rate) / (1 - limit));
    }
}
