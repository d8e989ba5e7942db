using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// One look's log likelihood ratio for the ratio of two event rates: ratio <c>r</c> against the ratio under test <c>r0</c>. Of the events that hit either
/// arm, a share w r / (w r + 1 - w) hits the first, where w is its observed share of the trials. Given the trials the bound E[L] ≤ 1 at ratio r0 is exact
/// for any rates: with X ~ Bin(n₁, p₁), Y ~ Bin(n₂, p₂) it is at most exp(n₁p₁(a - 1) + n₂p₂(b - 1)) = 1. (Lindon and Malek 2022 for Poisson streams; the
/// bound for Bernoulli trials is ours and follows from 1 + x ≤ eˣ.)
/// </summary>
/// <remarks>Guarantee: anytime-valid with ratios fixed before the look. r above r₀ bets on harm (null: the ratio is at most r₀), r below r₀ on safety.
/// Assumes requests that are independent given the past. O(1).</remarks>
/// <param name="First">Events that hit the first arm; may be fractional after division by a dispersion factor.</param>
/// <param name="Second">Events that hit the second arm.</param>
/// <param name="Share">The first arm's share of the trials, in (0, 1).</param>
public readonly record struct RateRatioBet(double First, double Second, double Share)
{
    /// <summary>
    /// ln of an e-value for the difference of the rates p₁ - p₂, whatever they are, and however they move from look to look: with a = r / (w r + 1 - w) and
    /// b = 1 / (w r + 1 - w) the bound above is exp(n₁ (a - 1) (p₁ - p₂)), so that aˣ bʸ exp(-n₁ (a - 1) d) has mean at most 1 where p₁ - p₂ ≤ d and r > 1, and
    /// where p₁ - p₂ ≥ d and r &lt; 1.
    /// </summary>
    /// <param name="ratio">The ratio r that is bet on; positive, and not 1.</param>
    /// <param name="trials">Trials n₁ of the first arm, divided by the same factor as the events.</param>
    /// <param name="difference">The difference d under test.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The ratio is not positive and finite, a count negative, the share not in [0, 1], or the difference not in [-1, 1].
    /// </exception>
    public double LogDifference(double ratio, double trials, double difference)
    {
        Domain.Count(trials);
        Domain.Difference(difference);
        return LogRatio(ratio, 1) - trials * (ratio / (Share * ratio + 1 - Share) - 1) * difference;
    }

    /// <summary>ln L for ratio <paramref name="ratio"/> against <paramref name="tested"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A ratio is not positive and finite, a count negative, or the share not in [0, 1].</exception>
    public double LogRatio(double ratio, double tested)
    {
        Check();
        Domain.Positive(ratio);
        Domain.Positive(tested);
        double relative = Share * (ratio - tested) / (Share * tested + 1 - Share);
        return First * Math.Log(ratio / tested) - (First + Second) * Logarithms.OnePlus(relative);
    }

    private void Check()
    {
        Domain.Count(First);
        Domain.Count(Second);
        Domain.Probability(Share);
    }
}
