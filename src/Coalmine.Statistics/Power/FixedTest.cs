using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Power;

/// <summary>
/// A one-sided test at one planned look and its power: the probability of its answer as a function of the true effect and of the numbers of trials. Trials may
/// be real-valued; exact tests round them. Closed: the nested records are all there are. <see cref="FixedDesign"/> solves it for trials, effects and time.
/// </summary>
public abstract partial record FixedTest
{
    private FixedTest()
    {
    }

    /// <summary>
    /// The probability of the answer at a true effect (in the unit that the case names) with numbers of trials that are positive; a test of one arm ignores the
    /// baseline's.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate, an error or a number of trials is out of its range.</exception>
    public abstract double Power(double effect, double canaryTrials, double baselineTrials);

    /// <summary>The effect at which the test's error is stated, and the farthest one that can be.</summary>
    internal abstract (double AtLevel, double Farthest) Effects { get; }

    /// <summary>Whether power has saw teeth in the number of trials, since the test counts whole events.</summary>
    internal virtual bool IsExact => false;

    private static double Reached(double distance, double varianceUnderNull, double variance, double alpha)
    {
        double margin = distance - (NormalDistribution.UpperQuantile(alpha) * Math.Sqrt(varianceUnderNull));
        return variance > 0 ? NormalDistribution.Lower(margin / Math.Sqrt(variance)) : margin > 0 ? 1 : 0;
    }

    private static double Variance(double rate, double trials) => rate * (1 - rate) / trials;

    /// <summary>Harm by the pooled z test. Effect: the canary's rate less the baseline's, in (0, 1 - baseline]. Guarantee: asymptotic.</summary>
    /// <param name="BaselineRate">In (0, 1).</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record PooledProportions(double BaselineRate, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (0, 1 - BaselineRate);

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Trials(baselineTrials);
            Domain.Level(BaselineRate);
            Domain.Level(Alpha);
            double canary = Math.Min(1, BaselineRate + effect);
            double pooled = ((canaryTrials * canary) + (baselineTrials * BaselineRate)) / (canaryTrials + baselineTrials);
            double underNull = pooled * (1 - pooled) * ((1 / canaryTrials) + (1 / baselineTrials));
            return Reached(effect, underNull, Variance(canary, canaryTrials) + Variance(BaselineRate, baselineTrials), Alpha);
        }
    }

    /// <summary>
    /// Safety, "worse by less than a margin", by the score test (Farrington and Manning 1990). Effect: the canary's rate less the baseline's, from
    /// -baseline up to the margin; power rises as it falls. Guarantee: asymptotic.
    /// </summary>
    /// <param name="BaselineRate">In (0, 1).</param>
    /// <param name="Margin">Difference of rates under test; in (0, 1 - baseline).</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record NonInferiority(double BaselineRate, double Margin, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (Margin, -BaselineRate);

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Trials(baselineTrials);
            Domain.Level(BaselineRate);
            Domain.Difference(Margin);
            Domain.Level(Alpha);
            double canary = Math.Clamp(BaselineRate + effect, 0, 1);
            (double p1, double p2) = RestrictedRates.ForDifference(
                canaryTrials * canary, canaryTrials, baselineTrials * BaselineRate, baselineTrials, Margin);
            return Reached(
                Margin - effect,
                Variance(p1, canaryTrials) + Variance(p2, baselineTrials),
                Variance(canary, canaryTrials) + Variance(BaselineRate, baselineTrials),
                Alpha);
        }
    }

    /// <summary>
    /// Harm beyond a difference by the score test (Farrington and Manning 1990): the mirror of <see cref="NonInferiority"/>. Effect: the canary's rate less the
    /// baseline's, above the margin. Guarantee: asymptotic.
    /// </summary>
    /// <param name="BaselineRate">In (0, 1).</param>
    /// <param name="Margin">Difference of rates under test; in (0, 1 - baseline).</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record DifferenceAbove(double BaselineRate, double Margin, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (Margin, 1 - BaselineRate);

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Trials(baselineTrials);
            Domain.Level(BaselineRate);
            Domain.Difference(Margin);
            Domain.Level(Alpha);
            double canary = Math.Min(1, BaselineRate + effect);
            (double p1, double p2) = RestrictedRates.ForDifference(
                canaryTrials * canary, canaryTrials, baselineTrials * BaselineRate, baselineTrials, Margin);
            return Reached(
                effect - Margin,
                Variance(p1, canaryTrials) + Variance(p2, baselineTrials),
                Variance(canary, canaryTrials) + Variance(BaselineRate, baselineTrials),
                Alpha);
        }
    }

    /// <summary>
    /// Harm beyond a ratio by the score test (Farrington and Manning 1990; Koopman 1984). Effect: the true ratio canary over baseline, above the tested one and
    /// at most 1/baseline. Guarantee: asymptotic.
    /// </summary>
    /// <param name="BaselineRate">In (0, 1).</param>
    /// <param name="Ratio">The ratio under test; positive.</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record RatioAbove(double BaselineRate, double Ratio, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (Ratio, 1 / BaselineRate);

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Trials(baselineTrials);
            Domain.Level(BaselineRate);
            Domain.Positive(Ratio);
            Domain.Level(Alpha);
            double canary = Math.Min(1, effect * BaselineRate);
            (double p1, double p2) = RestrictedRates.ForRatio(
                canaryTrials * canary, canaryTrials, baselineTrials * BaselineRate, baselineTrials, Ratio);
            double square = Ratio * Ratio;
            return Reached(
                canary - (Ratio * BaselineRate),
                Variance(p1, canaryTrials) + (square * Variance(p2, baselineTrials)),
                Variance(canary, canaryTrials) + (square * Variance(BaselineRate, baselineTrials)),
                Alpha);
        }
    }

    /// <summary>
    /// Harm by Fisher's exact test, by summing over all tables (for a product of trials up to 1e7). Effect: the canary's rate less the baseline's.
    /// Guarantee: exact.
    /// </summary>
    /// <param name="BaselineRate">In (0, 1).</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record FisherExact(double BaselineRate, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (0, 1 - BaselineRate);

        internal override bool IsExact => true;

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials) => ExactFisherPower.Of(
            Math.Min(1, BaselineRate + effect), (int)Math.Round(canaryTrials), BaselineRate, (int)Math.Round(baselineTrials), Alpha);
    }

    /// <summary>
    /// Harm by McNemar's test on mirrored requests (Connor 1987); the canary's trials are the pairs. Effect: the share of pairs in which only the canary is
    /// wrong less that in which only the baseline is, up to the discordant share. Guarantee: asymptotic.
    /// </summary>
    /// <param name="Discordant">Share of pairs in which exactly one arm is wrong; in (0, 1].</param>
    /// <param name="Alpha">One-sided level.</param>
    public sealed record MirroredPairs(double Discordant, double Alpha) : FixedTest
    {
        internal override (double AtLevel, double Farthest) Effects => (0, Discordant);

        /// <inheritdoc/>
        public override double Power(double effect, double canaryTrials, double baselineTrials)
        {
            Domain.Value(effect);
            Domain.Trials(canaryTrials);
            Domain.Level(Discordant);
            Domain.Level(Alpha);
            return Reached(effect, Discordant / canaryTrials, (Discordant - (effect * effect)) / canaryTrials, Alpha);
        }
    }
}
