using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// The most likely mean and intra-class correlation of clusters whose rates vary as a beta distribution: better than analysis of variance when clusters are
/// few or unequal. The likelihood is searched by golden sections, in the logit of the correlation outside, in the logit of the mean inside. Assumes one peak,
/// as is the rule. Guarantee: asymptotic in the number of clusters. Some 4,000 likelihoods.
/// </summary>
/// <param name="Mean">μ.</param>
/// <param name="Correlation">ρ; 0 where no correlation fits better than any.</param>
/// <param name="LogLikelihood">At the maximum, with the binomial coefficients.</param>
/// <param name="IndependentLogLikelihood">That of independent requests at the pooled rate.</param>
public readonly record struct BetaBinomialFit(double Mean, double Correlation, double LogLikelihood, double IndependentLogLikelihood)
{
    // Correlations of 1e-6 to 0.99: below, the likelihood cannot be told from the binomial one.
    private const double LowestLogit = -14;
    private const double HighestLogit = 5;
    private const int Steps = 60;

    /// <summary>
    /// P of a likelihood gain at least as large if requests were independent: half of χ²'s tail with one degree of freedom, since the correlation sits on its
    /// edge (Self and Liang 1987). 1 without a gain.
    /// </summary>
    public double IndependenceP => Correlation > 0 ? 0.5 * ChiSquareDistribution.Upper(2 * (LogLikelihood - IndependentLogLikelihood), 1) : 1;

    /// <summary>The fit of at least two clusters with requests and a pooled rate strictly between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The clusters do not allow an estimate.</exception>
    public static BetaBinomialFit Of(ReadOnlySpan<ClusterCount> clusters)
    {
        Domain.Clusters(clusters);
        if (!PearsonDispersion.IsDefined(clusters))
            throw new ArgumentOutOfRangeException(nameof(clusters), "A correlation needs two clusters with requests and a rate between 0 and 1.");
        ClusterCount[] counts = clusters.ToArray();
        double pooled = counts.Sum(cluster => cluster.Events) / counts.Sum(cluster => cluster.Requests);
        double centre = Math.Log(pooled / (1 - pooled));
        (double logit, _) = GoldenSection.Maximum(rho => Best(counts, rho, centre).LogLikelihood, LowestLogit, HighestLogit, Steps);
        (double mean, double likelihood) = Best(counts, logit, centre);
        double independent = counts.Sum(cluster => Binomial(cluster, pooled));
        bool isGain = likelihood > independent + 1e-9 && logit > LowestLogit + 0.1;
        return isGain
            ? new BetaBinomialFit(BetaDistribution.Logistic(mean), BetaDistribution.Logistic(logit), likelihood, independent)
            : new BetaBinomialFit(pooled, 0, independent, independent);
    }

    // The logit of the best mean at the logit of a correlation, within e^±4 of the pooled odds.
    private static (double Mean, double LogLikelihood) Best(ClusterCount[] counts, double correlation, double centre)
    {
        double rho = BetaDistribution.Logistic(correlation);
        return GoldenSection.Maximum(
            mean => IntraclassCorrelation.BetaBinomialLogLikelihood(counts, BetaDistribution.Logistic(mean), rho), centre - 4, centre + 4, Steps);
    }

    private static double Binomial(in ClusterCount cluster, double rate) =>
        (cluster.Events * Math.Log(rate)) + ((cluster.Requests - cluster.Events) * Logarithms.OnePlus(-rate))
        - Math.Log(cluster.Requests + 1) - BetaFunction.Log(cluster.Events + 1, cluster.Requests - cluster.Events + 1);
}
