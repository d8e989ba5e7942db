using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Power;

/// <summary>How long after its request an outcome (a label, a purchase) becomes known. Closed: the nested records are all there are.</summary>
public abstract record LabelDelay
{
    // z of the 95 % point of the normal law.
    private const double NinetyFive = 1.6448536269514722;

    private LabelDelay()
    {
    }

    /// <summary>
    /// ∫₀ᵗ F(u) du in seconds, F the distribution of the delay: requests of one per second since t seconds have brought so many outcomes on average. 0 for
    /// t ≤ 0; exact.
    /// </summary>
    public abstract double Arrived(double seconds);

    /// <summary>Known at once, as an error is.</summary>
    public sealed record None : LabelDelay
    {
        /// <summary>The one value.</summary>
        public static None Delay { get; } = new();

        /// <inheritdoc/>
        public override double Arrived(double seconds)
        {
            Domain.Number(seconds);
            return Math.Max(0, seconds);
        }
    }

    /// <summary>Known after a fixed time.</summary>
    /// <param name="Seconds">At least 0.</param>
    public sealed record Constant(double Seconds) : LabelDelay
    {
        /// <inheritdoc/>
        public override double Arrived(double seconds)
        {
            Domain.Number(seconds);
            Domain.Nonnegative(Seconds);
            return Math.Max(0, seconds - Seconds);
        }
    }

    /// <summary>An exponential delay.</summary>
    /// <param name="MeanSeconds">Its mean; positive.</param>
    public sealed record Exponential(double MeanSeconds) : LabelDelay
    {
        /// <inheritdoc/>
        public override double Arrived(double seconds)
        {
            Domain.Number(seconds);
            Domain.Positive(MeanSeconds);
            return seconds <= 0 ? 0 : seconds + (MeanSeconds * Logarithms.Expm1(-seconds / MeanSeconds));
        }
    }

    /// <summary>A lognormal delay, as scenarios write it.</summary>
    /// <param name="MedianSeconds">Its median; positive.</param>
    /// <param name="NinetyFifthSeconds">Its 95 % point; above the median.</param>
    public sealed record LogNormal(double MedianSeconds, double NinetyFifthSeconds) : LabelDelay
    {
        /// <inheritdoc/>
        public override double Arrived(double seconds)
        {
            Domain.Number(seconds);
            Domain.Positive(MedianSeconds);
            Domain.Positive(NinetyFifthSeconds);
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(NinetyFifthSeconds, MedianSeconds, nameof(seconds));
            if (seconds <= 0)
                return 0;
            double sigma = Math.Log(NinetyFifthSeconds / MedianSeconds) / NinetyFive;
            double z = Math.Log(seconds / MedianSeconds) / sigma;

            // By parts: t F(t) less the partial mean.
            return (seconds * NormalDistribution.Lower(z)) - (MedianSeconds * Math.Exp(0.5 * sigma * sigma) * NormalDistribution.Lower(z - sigma));
        }
    }
}
