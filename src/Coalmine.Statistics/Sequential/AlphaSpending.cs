using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// How a group-sequential test spends its error over the information fraction t (Lan and DeMets 1983): alpha for rejecting, or beta for giving up. Every
/// function is 0 at t = 0, rises, and is alpha at t = 1.
/// </summary>
public abstract record AlphaSpending
{
    private AlphaSpending()
    {
    }

    /// <summary>The error spent up to a fraction in (0, 1] of the planned information, of alpha in all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is negative or not finite, or alpha not in (0, 1).</exception>
    public abstract double Spent(double fraction, double alpha);

    private static void Check(double fraction, double alpha)
    {
        Domain.Nonnegative(fraction);
        Domain.Level(alpha);
    }

    /// <summary>O'Brien and Fleming's shape: 2(1 - Φ(z/√t)), z the upper alpha/2 quantile. Saves its error for the end.</summary>
    public sealed record OBrienFleming : AlphaSpending
    {
        /// <inheritdoc/>
        public override double Spent(double fraction, double alpha)
        {
            Check(fraction, alpha);
            return NormalDistribution.TwoSided(NormalDistribution.UpperQuantile(alpha / 2) / Math.Sqrt(fraction));
        }
    }

    /// <summary>Pocock's shape: α ln(1 + (e - 1)t).</summary>
    public sealed record Pocock : AlphaSpending
    {
        /// <inheritdoc/>
        public override double Spent(double fraction, double alpha)
        {
            Check(fraction, alpha);
            return alpha * Math.Log(1 + ((Math.E - 1) * fraction));
        }
    }

    /// <summary>Kim and DeMets' power family: α·t^γ.</summary>
    public sealed record Power(double Gamma) : AlphaSpending
    {
        /// <summary>The exponent, positive.</summary>
        public double Gamma { get; } = Gamma > 0 && double.IsFinite(Gamma)
            ? Gamma
            : throw new ArgumentOutOfRangeException(nameof(Gamma), Gamma, "The exponent is positive and finite.");

        /// <inheritdoc/>
        public override double Spent(double fraction, double alpha)
        {
            Check(fraction, alpha);
            return alpha * Math.Pow(fraction, Gamma);
        }
    }

    /// <summary>Hwang, Shih and DeCani's family: α(1 - e^(-γt))/(1 - e^(-γ)); α·t at γ = 0.</summary>
    public sealed record HwangShihDeCani(double Gamma) : AlphaSpending
    {
        /// <summary>The shape, in [-500, 500].</summary>
        public double Gamma { get; } = Math.Abs(Gamma) <= 500
            ? Gamma
            : throw new ArgumentOutOfRangeException(nameof(Gamma), Gamma, "The shape lies in [-500, 500].");

        /// <inheritdoc/>
        public override double Spent(double fraction, double alpha)
        {
            Check(fraction, alpha);
            return Gamma == 0 ? alpha * fraction : alpha * Logarithms.Expm1(-Gamma * fraction) / Logarithms.Expm1(-Gamma);
        }
    }
}
