using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

/// <summary>Sample sizes and power of tests other than of two independent proportions; numbers come unrounded.</summary>
public static class OtherDesigns
{
    /// <summary>Power of the two-sided two-sample t test with n ≥ 2 values a group, both tails (R 4.2.2, <c>power.t.test(strict = TRUE)</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two values, a deviation that is not positive, or alpha not in (0, 1).</exception>
    public static double TTestPower(double perGroup, double difference, double standardDeviation, double alpha)
    {
        Domain.Count(perGroup);
        ArgumentOutOfRangeException.ThrowIfLessThan(perGroup, 2);
        Domain.Value(difference);
        Domain.Positive(standardDeviation);
        Domain.Level(alpha);
        double degrees = (2 * perGroup) - 2;
        double critical = StudentT.UpperQuantile(alpha / 2, degrees);
        double shift = difference / standardDeviation * Math.Sqrt(perGroup / 2);
        return NoncentralT.Upper(critical, degrees, shift) + NoncentralT.Upper(critical, degrees, -shift);
    }

    /// <summary>Values of both samples together for a one-sided Mann-Whitney test (Noether 1987), at a share of canary values in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The superiority is ½ or not in [0, 1], or another share not in (0, 1).</exception>
    public static double MannWhitneyValues(double superiority, double alpha, double power, double canaryShare)
    {
        Domain.Probability(superiority);
        Domain.Level(alpha);
        Domain.Level(power);
        Domain.Level(canaryShare);
        ArgumentOutOfRangeException.ThrowIfEqual(superiority, 0.5);
        return Math.Pow(Quantiles(alpha, power), 2) / (12 * canaryShare * (1 - canaryShare) * Math.Pow(superiority - 0.5, 2));
    }

    /// <summary>Mirrored pairs for a one-sided McNemar test (Connor 1987), from the probabilities that only one arm is wrong.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probabilities are equal or not in [0, 1], or alpha or power not in (0, 1).</exception>
    public static double McNemarPairs(double canaryOnlyWrong, double baselineOnlyWrong, double alpha, double power)
    {
        Domain.Probability(canaryOnlyWrong);
        Domain.Probability(baselineOnlyWrong);
        Domain.Probability(canaryOnlyWrong + baselineOnlyWrong, nameof(canaryOnlyWrong));
        ArgumentOutOfRangeException.ThrowIfEqual(canaryOnlyWrong, baselineOnlyWrong);
        Domain.Level(alpha);
        Domain.Level(power);
        double discordant = canaryOnlyWrong + baselineOnlyWrong;
        double difference = canaryOnlyWrong - baselineOnlyWrong;
        double root = (NormalDistribution.UpperQuantile(alpha) * Math.Sqrt(discordant))
            - (NormalDistribution.UpperQuantile(power) * Math.Sqrt(discordant - (difference * difference)));
        return Math.Pow(root / difference, 2);
    }

    private static double Quantiles(double alpha, double power) => NormalDistribution.UpperQuantile(alpha) + NormalDistribution.UpperQuantile(1 - power);
}
