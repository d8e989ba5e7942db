using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Power;

/// <summary>Sample sizes and power for two proportions at one planned look, one-sided; the canary's numbers come unrounded.</summary>
/// <param name="CanaryRate">The canary's rate under the alternative, in (0, 1).</param>
/// <param name="BaselineRate">The baseline's rate.</param>
/// <param name="Alpha">One-sided error of a false alarm.</param>
/// <param name="Power">Wanted probability of detection.</param>
/// <param name="Ratio">Baseline requests for each canary request.</param>
public readonly record struct ProportionDesign(double CanaryRate, double BaselineRate, double Alpha, double Power, double Ratio)
{
    private double VarianceApart => (CanaryRate * (1 - CanaryRate)) + (BaselineRate * (1 - BaselineRate) / Ratio);

    private double Alarm => NormalDistribution.UpperQuantile(Alpha);

    private double Detection => NormalDistribution.UpperQuantile(1 - Power);

    private double Difference => CanaryRate - BaselineRate;

    /// <summary>Canary requests for the pooled z test (gsDesign <c>nBinomial</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not in [0, 1] or they are equal, an error not in (0, 1), or the ratio not positive.</exception>
    public double Pooled()
    {
        Check();
        ArgumentOutOfRangeException.ThrowIfEqual(CanaryRate, BaselineRate);
        double pooled = (CanaryRate + (Ratio * BaselineRate)) / (1 + Ratio);
        return Requests(pooled * (1 - pooled) * (1 + (1 / Ratio)), Difference);
    }

    /// <summary>Canary requests for the z test with separate variances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not in [0, 1] or they are equal, an error not in (0, 1), or the ratio not positive.</exception>
    public double Unpooled()
    {
        Check();
        ArgumentOutOfRangeException.ThrowIfEqual(CanaryRate, BaselineRate);
        return Requests(VarianceApart, Difference);
    }

    /// <summary>The pooled number with Fleiss' continuity correction.</summary>
    public double ContinuityCorrected()
    {
        double n = Pooled();
        return n / 4 * Math.Pow(1 + Math.Sqrt(1 + (2 * (1 + (1 / Ratio)) / (n * Math.Abs(Difference)))), 2);
    }

    /// <summary>
    /// Canary requests to show that the rates differ by less than a margin (Farrington and Manning 1990): the null variance at the rates restricted to the
    /// margin.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A rate is not in [0, 1], an error not in (0, 1), the ratio not positive, or the margin the difference itself.
    /// </exception>
    public double NonInferiority(double margin)
    {
        Check();
        Domain.Difference(margin);
        ArgumentOutOfRangeException.ThrowIfEqual(margin, Difference);
        (double p1, double p2) = RestrictedRates.ForDifference(CanaryRate, 1, Ratio * BaselineRate, Ratio, margin);
        return Requests((p1 * (1 - p1)) + (p2 * (1 - p2) / Ratio), Difference - margin);
    }

    /// <summary>Power of the one-sided pooled z test with given numbers of requests.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not in [0, 1], an arm has no requests, or alpha is not in (0, 1).</exception>
    public static double PowerOf(double canaryRate, double canaryRequests, double baselineRate, double baselineRequests, double alpha)
    {
        Domain.Probability(canaryRate);
        Domain.Probability(baselineRate);
        Domain.Trials(canaryRequests);
        Domain.Trials(baselineRequests);
        Domain.Level(alpha);
        double pooled = ((canaryRequests * canaryRate) + (baselineRequests * baselineRate)) / (canaryRequests + baselineRequests);
        double underNull = Math.Sqrt(pooled * (1 - pooled) * ((1 / canaryRequests) + (1 / baselineRequests)));
        double apart = Math.Sqrt((canaryRate * (1 - canaryRate) / canaryRequests) + (baselineRate * (1 - baselineRate) / baselineRequests));
        double distance = Math.Abs(canaryRate - baselineRate) - (NormalDistribution.UpperQuantile(alpha) * underNull);
        return apart > 0 ? NormalDistribution.Lower(distance / apart) : distance > 0 ? 1 : 0;
    }

    private double Requests(double varianceUnderNull, double distance) =>
        Math.Pow(((Alarm * Math.Sqrt(varianceUnderNull)) + (Detection * Math.Sqrt(VarianceApart))) / distance, 2);

    private void Check()
    {
        Domain.Probability(CanaryRate);
        Domain.Probability(BaselineRate);
        Domain.Level(Alpha);
        Domain.Level(Power);
        Domain.Trials(Ratio);
    }
}
