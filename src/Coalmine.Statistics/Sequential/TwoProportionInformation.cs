using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Fisher's information on a difference of two rates, 1/(p(1 - p)(1/n₁ + 1/n₂)): what group-sequential fractions and drifts are measured in. With unequal and
/// changing weights it grows with the harmonic mean of the arms, not with their sum: a canary of 10 % of the traffic holds 36 % of the information of an even
/// split.
/// </summary>
public static class TwoProportionInformation
{
    /// <summary>
    /// The information so far, at the pooled rate. 0 where an arm has no requests or the pooled rate is 0 or 1, which tells nothing of the variance yet.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³).</exception>
    public static double Observed(double x1, double n1, double x2, double n2)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        if (n1 <= 0 || n2 <= 0)
            return 0;
        double rate = (x1 + x2) / (n1 + n2);
        return rate is > 0 and < 1 ? Planned(rate, n1, n2) : 0;
    }

    /// <summary>The information of planned numbers of requests, above 0, at a common rate in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in (0, 1), or an arm has no requests.</exception>
    public static double Planned(double rate, double n1, double n2)
    {
        Domain.Trials(n1);
        Domain.Trials(n2);
        Domain.Level(rate);
        return n1 * n2 / ((n1 + n2) * rate * (1 - rate));
    }

    /// <summary>
    /// The fraction that needs no rate: n₁n₂/(n₁ + n₂) so far over the planned one; the rate cancels when it is constant. 0 without requests, may exceed 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or nothing is planned.</exception>
    public static double Fraction(double n1, double n2, double planned1, double planned2)
    {
        Domain.Count(n1);
        Domain.Count(n2);
        Domain.Trials(planned1);
        Domain.Trials(planned2);
        return n1 + n2 <= 0 ? 0 : n1 * n2 / (n1 + n2) / (planned1 * planned2 / (planned1 + planned2));
    }
}
