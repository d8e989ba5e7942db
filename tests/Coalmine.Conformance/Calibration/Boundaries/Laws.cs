using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Calibration.Boundaries;

/// <summary>Centred laws of single values with variance 1, unless their name says otherwise.</summary>
internal static class Laws
{
    public static double Normal(ref Xoshiro256 random) => NormalSampler.Draw(ref random);

    /// <summary>Plus or minus one: as wide as a sub-Gaussian value of variance 1 can be.</summary>
    public static double Sign(ref Xoshiro256 random) => (long)random.NextUInt64() < 0 ? -1 : 1;

    /// <summary>An exponential time less its mean: skewness 2.</summary>
    public static double Exponential(ref Xoshiro256 random) => ExponentialSampler.Draw(ref random) - 1;

    /// <summary>The mirror of <see cref="Exponential"/>: skewness -2.</summary>
    public static double MirroredExponential(ref Xoshiro256 random) => 1 - ExponentialSampler.Draw(ref random);

    /// <summary>Uniform on (-½, ½): variance 1/12.</summary>
    public static double CentredUniform(ref Xoshiro256 random) => random.NextOpenDouble() - 0.5;

    /// <summary>The mean of a lognormal law with σ = 1 less a value: skewness -6.2, variance 4.7.</summary>
    public static double MirroredLogNormal(ref Xoshiro256 random) => Math.Exp(0.5) - Math.Exp(NormalSampler.Draw(ref random));
}
