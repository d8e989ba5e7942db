using Coalmine.Statistics.Dispersion;
using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Calibration;

/// <summary>
/// How much pods of one version differ beyond what their counts explain: the variance τ² of their true rates (or of any effects) by the method of moments
/// (DerSimonian and Laird 1986). Added to a standard error it makes the verdict one about the version, not about these pods. Assumes that canary pods vary as
/// the pods measured do. Guarantee: asymptotic; rough below 10 pods.
/// </summary>
/// <param name="Variance">τ², at least 0, in squared units of the effect.</param>
/// <param name="Mean">The mean effect, weighted by the inverse within-variance.</param>
/// <param name="Heterogeneity">Cochran's Q: χ² with k - 1 degrees of freedom if the pods did not differ.</param>
/// <param name="Pods">Pods k that count.</param>
public readonly record struct BetweenPodVariance(double Variance, double Mean, double Heterogeneity, int Pods)
{
    /// <summary>Standard deviation of the true rates as a share of their mean: the coefficient of variation; NaN where both are 0.</summary>
    public double CoefficientOfVariation => Math.Sqrt(Variance) / Mean;

    /// <summary>P(Q at least as large) for pods that do not differ; 1 with fewer than two pods.</summary>
    public double HeterogeneityP => Pods < 2 ? 1 : ChiSquareDistribution.Upper(Heterogeneity, Pods - 1);

    /// <summary>
    /// From the counts of pods of one version. The within-variance of a pod is p(1 - p)/n at the pooled rate: a pod without events then has one too.
    /// </summary>
    /// <returns>Variance 0 with fewer than two pods that have requests, or a pooled rate of 0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A pod's events do not lie between 0 and its requests.</exception>
    public static BetweenPodVariance OfCounts(ReadOnlySpan<ClusterCount> pods)
    {
        double events = 0, requests = 0;
        foreach ((double x, double n) in pods)
        {
            Domain.Events(x, n, nameof(pods));
            events += x;
            requests += n;
        }

        double pooled = requests > 0 ? events / requests : 0;
        double within = pooled * (1 - pooled);
        double[] effects = new double[pods.Length], variances = new double[pods.Length];
        int used = 0;
        foreach ((double x, double n) in pods)
        {
            if (!(n > 0) || !(within > 0))
                continue;
            effects[used] = x / n;
            variances[used++] = within / n;
        }

        return used == 0 ? new BetweenPodVariance(0, pooled, 0, 0) : OfEffects(effects.AsSpan(0, used), variances.AsSpan(0, used));
    }

    /// <summary>From effects (rates, log rates, differences of A/A windows) and their sampling variances, above 0, as many.</summary>
    /// <exception cref="ArgumentException">
    /// Not as many variances as effects, none at all, an effect that is not finite, or a variance that is not positive.
    /// </exception>
    public static BetweenPodVariance OfEffects(ReadOnlySpan<double> effects, ReadOnlySpan<double> variances)
    {
        if (effects.Length != variances.Length || effects.Length == 0)
            throw new ArgumentException("Each effect has one variance.", nameof(variances));
        double weights = 0, squares = 0, weighted = 0;
        for (int i = 0; i < effects.Length; i++)
        {
            Domain.Value(effects[i], nameof(effects));
            if (!(variances[i] is > 1e-140 and < 1e140))
                throw new ArgumentException("A sampling variance is positive, within 1e-140 and 1e140.", nameof(variances));
            double weight = 1 / variances[i];
            weights += weight;
            squares += weight * weight;
            weighted += weight * effects[i];
        }

        double mean = weighted / weights, heterogeneity = 0;
        for (int i = 0; i < effects.Length; i++)
            heterogeneity += (effects[i] - mean) * (effects[i] - mean) / variances[i];
        double scale = weights - (squares / weights);
        double excess = heterogeneity - (effects.Length - 1);
        return new BetweenPodVariance(effects.Length > 1 ? Math.Max(0, excess / scale) : 0, mean, heterogeneity, effects.Length);
    }

    /// <summary>
    /// The standard error of a difference of arms with the pods' part added: √(se² + τ²(1/k₁ + 1/k₂)), for pods of equal traffic, at least one an arm.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The error is negative or not finite, or an arm has no pods.</exception>
    public double Widened(double standardError, double canaryPods, double baselinePods)
    {
        Domain.Nonnegative(standardError);
        Domain.Trials(canaryPods);
        Domain.Trials(baselinePods);
        return Math.Sqrt((standardError * standardError) + (Variance * ((1 / canaryPods) + (1 / baselinePods))));
    }
}
