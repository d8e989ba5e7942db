using Coalmine.Statistics.Functions;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// How often Flagger rolls back a canary whose checks fail independently of one another: it promotes after so many passes and rolls back after so many failures,
/// whichever comes first, and neither count is ever reset.
/// </summary>
public static class FlaggerRollbackProbability
{
    /// <summary>
    /// The probability of a rollback: at least T failures among the first S + T - 1 checks, which is the tail of the negative binomial distribution,
    /// 1 - sum over k &lt; T of C(S - 1 + k, k) p^k (1 - p)^S, here without the cancellation.
    /// </summary>
    /// <param name="passes">Passing checks needed for promotion, S; 0 and below promote for certain.</param>
    /// <param name="threshold">Failed checks that roll back, T; values below 1 count as 1.</param>
    /// <param name="failure">Probability that a check fails, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The failure probability lies outside 0 to 1, or is NaN.</exception>
    public static double Of(long passes, long threshold, double failure)
    {
        if (!(failure >= 0 && failure <= 1))
            throw new ArgumentOutOfRangeException(nameof(failure), failure, "Allowed: a probability from 0 to 1.");
        if (passes <= 0)
            return 0;
        long most = Math.Max(1, threshold);
        return BinomialDistribution.AtLeast(most, passes - 1 + most, failure);
    }
}
