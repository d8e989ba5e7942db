using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Labels;

/// <summary>
/// Non-inferiority of accuracy without any label, from mirrored requests: where two models give the same answer both are right or both are wrong, so
/// |difference of accuracies| ≤ P(disagree). An upper limit of the disagreement rate below the margin certifies that the canary is not worse by the margin,
/// nor better. Failing to certify says nothing: disagreement may be improvement. Assumes that the mirrored requests are drawn as the served ones. One-sided
/// error alpha.
/// </summary>
/// <param name="Disagreements">Mirrored requests with different answers.</param>
/// <param name="Pairs">All mirrored requests with both answers.</param>
/// <param name="UpperLimit">Upper limit of the rate of disagreement; 1 without pairs.</param>
/// <param name="Margin">The drop in accuracy to rule out, in (0, 1].</param>
public readonly record struct DisagreementCertificate(long Disagreements, long Pairs, double UpperLimit, double Margin)
{
    /// <summary>Whether a drop in accuracy of the margin or more is ruled out.</summary>
    public bool IsCertified => UpperLimit < Margin;

    /// <summary>By Clopper and Pearson's limit at one planned number of pairs. Guarantee: exact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, or margin or alpha not in (0, 1).</exception>
    public static DisagreementCertificate Fixed(long disagreements, long pairs, double margin, double alpha)
    {
        Domain.Events(disagreements, pairs);
        Domain.Level(margin);
        Domain.Level(alpha);
        return new(disagreements, pairs, pairs > 0 ? ClopperPearson.Upper(disagreements, pairs, alpha) : 1, margin);
    }

    /// <summary>
    /// By the upper end of <see cref="BernoulliConfidenceSequence"/> at error alpha, at any look, narrowest around a number of pairs fixed beforehand.
    /// Guarantee: anytime-valid.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, margin or alpha not in (0, 1), or tunedFor negative.</exception>
    public static DisagreementCertificate Sequential(long disagreements, long pairs, double margin, double alpha, double tunedFor)
    {
        Domain.Events(disagreements, pairs);
        Domain.Level(margin);
        double k = BernoulliConfidenceSequence.Concentration(alpha, tunedFor);
        return new(disagreements, pairs, pairs > 0 ? BernoulliConfidenceSequence.Upper(disagreements, pairs, alpha, k) : 1, margin);
    }

    /// <summary>Pairs without any disagreement that certify a margin in (0, 1) at one planned look: ln(alpha)/ln(1 - margin), rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">margin or alpha is not in (0, 1).</exception>
    public static long PairsWithoutDisagreement(double margin, double alpha)
    {
        Domain.Level(margin);
        Domain.Level(alpha);
        return (long)Math.Ceiling((Math.Log(alpha) / Functions.Logarithms.OnePlus(-margin)) - 1e-9);
    }
}
