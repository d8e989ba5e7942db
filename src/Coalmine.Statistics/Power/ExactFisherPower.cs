using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

/// <summary>
/// The exact power of Fisher's one-sided test, by summing over all tables: also how small-sample behaviour is certified. Meant for n₁·n₂ up to 1e7.
/// </summary>
public static class ExactFisherPower
{
    // Equality with alpha rejects; rounding must not decide it.
    private const double Slack = 1e-12;

    /// <summary>P(p ≤ alpha) under independent Bin(n₁, p₁) and Bin(n₂, p₂); "greater", arm 1 the canary.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not in [0, 1], a number of requests negative, or alpha not in (0, 1).</exception>
    public static double Of(double canaryRate, int canaryRequests, double baselineRate, int baselineRequests, double alpha)
    {
        Domain.Probability(canaryRate);
        Domain.Probability(baselineRate);
        ArgumentOutOfRangeException.ThrowIfNegative(canaryRequests);
        ArgumentOutOfRangeException.ThrowIfNegative(baselineRequests);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)canaryRequests + baselineRequests, int.MaxValue - 1L, nameof(canaryRequests));
        Domain.Level(alpha);
        double power = 0;
        for (int events = 0; events <= canaryRequests + baselineRequests; events++)
        {
            var tables = new HypergeometricDistribution(canaryRequests, baselineRequests, events);
            double tail = 0;
            for (long k = tables.Largest; k >= tables.Smallest; k--)
            {
                tail += tables.Probability(k);
                if (tail > alpha * (1 + Slack))
                    break;
                power += Math.Exp(
                    BinomialDistribution.LogProbability(k, canaryRequests, canaryRate)
                    + BinomialDistribution.LogProbability(events - k, baselineRequests, baselineRate));
            }
        }

        return power;
    }
}
