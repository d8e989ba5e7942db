using Xunit;

namespace Coalmine.Statistics.Tests.Independent;

/// <summary>Agreement of a result with a number from elsewhere, in relative terms.</summary>
internal static class Digits
{
    /// <summary>Fails unless the result lies within a share of the expected number; 0, infinities and NaN agree with themselves alone.</summary>
    public static void Agree(double expected, double got, double relative)
    {
        bool agrees = expected.Equals(got) || Math.Abs(got - expected) <= relative * Math.Abs(expected);
        Assert.True(agrees, FormattableString.Invariant($"expected {expected:R}, got {got:R}, relative error {Math.Abs(got - expected) / Math.Abs(expected):0.0e0}"));
    }
}
