using Coalmine.Statistics.Random;

namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// The noise that the judge adds to two sides that are both constant, since the test needs values that are not all tied: Gaussian with a standard deviation of
/// 1e-5 of the value, none for 0. Kayenta's is drawn anew each time; ours is a function of the two values and the numbers of points, so that a judgement can be
/// repeated. The label does not depend on the draw, but for one value a side of which one is more than twice the other: there rounding tells whether a shift
/// ties them, which is an error.
/// </summary>
internal static class ConstantNoise
{
    private const double Scale = 1e-5;

    // Any fixed number serves: it only keeps these streams apart from others.
    private const ulong Seed = 0x4B61_7965_6E74_61;

    /// <summary>Whether both sides are constant, each by itself.</summary>
    public static bool Applies(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline) => IsConstant(canary) && IsConstant(baseline);

    /// <summary>Both sides with noise.</summary>
    public static (double[] Canary, double[] Baseline) Add(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        Xoshiro256 random = StreamKey.Root(Seed)
            .With(BitConverter.DoubleToUInt64Bits(canary[0])).With(canary.Length)
            .With(BitConverter.DoubleToUInt64Bits(baseline[0])).With(baseline.Length).Open();
        return (Noisy(canary, ref random), Noisy(baseline, ref random));
    }

    private static bool IsConstant(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            if (value != values[0])
                return false;
        return values.Length > 0;
    }

    private static double[] Noisy(ReadOnlySpan<double> values, ref Xoshiro256 random)
    {
        double[] noisy = values.ToArray();
        for (int i = 0; i < noisy.Length; i++)
            noisy[i] += Scale * noisy[i] * NormalSampler.Draw(ref random);
        return noisy;
    }
}
