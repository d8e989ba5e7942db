using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

public abstract partial record FixedTest
{
    /// <summary>
    /// "The q quantile is at most a bound" as what it is: "the share above the bound is at most 1 - q", by Wilson's limit. Effect: the share above the bound
    /// beyond 1 - q.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The quantile or alpha is not in (0, 1).</exception>
    public static LimitByScore QuantileAbove(double quantile, double alpha)
    {
        Domain.Level(quantile);
        Domain.Level(alpha);
        return new(1 - quantile, alpha);
    }

    /// <summary>
    /// Accuracy certified from disagreement alone: two models that disagree on less than the margin cannot differ in accuracy by more, so a limit kept by the
    /// disagreement of mirrored requests needs no labels. Effect: the true share of disagreement, below the margin.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The margin or alpha is not in (0, 1).</exception>
    public static LimitKept DisagreementBelow(double margin, double alpha)
    {
        Domain.Level(margin);
        Domain.Level(alpha);
        return new(margin, alpha);
    }

    /// <summary>Harm beyond a fixed limit by Wilson's lower end. Effect: the canary's rate less the limit, in (0, 1 - limit]. Guarantee: asymptotic.</summary>
    /// <param name="Limit">In (0, 1).</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record LimitByScore(double Limit, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (0, 1 - Limit);

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Level(Limit);
            Domain.Level(Alpha);
            return Reached(effect, Variance(Limit, canaryTrials), Variance(Math.Min(1, Limit + effect), canaryTrials), Alpha);
        }
    }

    /// <summary>Harm beyond a fixed limit by the exact binomial test. Effect: the canary's rate less the limit. Guarantee: exact.</summary>
    /// <param name="Limit">In (0, 1).</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record LimitExceeded(double Limit, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (0, 1 - Limit);

        internal override bool IsExact => true;

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Level(Limit);
            Domain.Level(Alpha);
            long n = (long)Math.Round(canaryTrials);
            long fewest = Bisect(n + 1, events => BinomialDistribution.AtLeast(events, n, Limit) <= Alpha);
            return BinomialDistribution.AtLeast(fewest, n, Math.Min(1, Limit + effect));
        }
    }

    /// <summary>
    /// Safety below a fixed limit by the exact binomial test, the same as Clopper and Pearson's upper end below it. Effect: the true rate, from the limit down
    /// to 0. Guarantee: exact.
    /// </summary>
    /// <param name="Limit">In (0, 1).</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record LimitKept(double Limit, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (Limit, 0);

        internal override bool IsExact => true;

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Level(Limit);
            Domain.Level(Alpha);
            long n = (long)Math.Round(canaryTrials);
            long most = Bisect(n, events => BinomialDistribution.AtMost(events, n, Limit) > Alpha) - 1;
            return BinomialDistribution.AtMost(most, n, effect);
        }
    }

    /// <summary>
    /// A higher mean by Welch's t test, with the noncentral t law at Satterthwaite's degrees of freedom (exact for normal values of equal variance and number).
    /// Effect: the difference of the means in their unit. Needs two values an arm; 0 below. Guarantee: asymptotic.
    /// </summary>
    /// <param name="CanaryDeviation">Standard deviation of the canary's values; positive.</param>
    /// <param name="BaselineDeviation">Of the baseline's.</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record Means(double CanaryDeviation, double BaselineDeviation, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (0, 1e3 * (CanaryDeviation + BaselineDeviation));

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Count(canaryTrials);
            Domain.Count(baselineTrials);
            Domain.Nonnegative(CanaryDeviation);
            Domain.Nonnegative(BaselineDeviation);
            Domain.Level(Alpha);
            if (canaryTrials < 2 || baselineTrials < 2)
                return 0;
            double first = CanaryDeviation * CanaryDeviation / canaryTrials;
            double second = BaselineDeviation * BaselineDeviation / baselineTrials;
            double sum = first + second;
            double degrees = sum * sum / ((first * first / (canaryTrials - 1)) + (second * second / (baselineTrials - 1)));
            double critical = StudentT.UpperQuantile(Alpha, degrees);
            double shift = effect / Math.Sqrt(sum);

            // So far out the quadrature of the tail has nothing to add, and the shift would overflow it.
            return shift > critical + 40 ? 1 : Math.Min(1, NoncentralT.Upper(critical, degrees, shift));
        }
    }

    /// <summary>
    /// Higher values by the Mann-Whitney test with Noether's approximation (1987): the null variance at the alternative too. Effect: P(canary above baseline) -
    /// ½, in (0, ½]. Guarantee: asymptotic.
    /// </summary>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record MannWhitney(double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (0, 0.5);

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Trials(baselineTrials);
            Domain.Level(Alpha);
            double variance = (canaryTrials + baselineTrials) / (12 * canaryTrials * baselineTrials);
            return Reached(effect, variance, variance, Alpha);
        }
    }

    // The first number in [0, end] at which a condition that stays true holds; end where none does.
    private static long Bisect(long end, Func<long, bool> holds)
    {
        long low = 0;
        long high = end;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (holds(middle))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
