using Coalmine.Statistics.Estimates;
using Xunit;

namespace Coalmine.Statistics.Tests.Estimates;

/// <summary>The quadrature against the closed sum for whole parameters (statistics reference, 5), in exact binomial coefficients.</summary>
public sealed class BetaPosteriorTests
{
    [Fact]
    public void ProbabilityAbove_WholeParameters_EqualsTheClosedSum()
    {
        foreach ((int a, int b, int c, int d) in new[] { (1, 1, 1, 1), (3, 9, 2, 14), (1, 30, 6, 20), (12, 40, 12, 40), (2, 5, 30, 3) })
            Assert.Equal(Closed(a, b, c, d), new BetaPosterior(a, b).ProbabilityAbove(new BetaPosterior(c, d), 0), 1e-10);
    }

    [Fact]
    public void ExpectedExcess_WholeParameters_EqualsTheClosedSum()
    {
        // E[max(X - Y, 0)] = E[X]·P(X' > Y) - E[Y]·P(X > Y'), with the first parameter raised by one.
        foreach ((int a, int b, int c, int d) in new[] { (3, 9, 2, 14), (1, 30, 6, 20), (12, 40, 12, 40) })
        {
            double expected = ((double)a / (a + b) * Closed(a + 1, b, c, d)) - ((double)c / (c + d) * Closed(a, b, c + 1, d));
            Assert.Equal(expected, new BetaPosterior(a, b).ExpectedExcess(new BetaPosterior(c, d)), 1e-10);
        }
    }

    // P(X > Y) = Σ_{i < a} B(c + i, b + d)/((b + i)·B(1 + i, b)·B(c, d)) for X ~ Beta(a, b), Y ~ Beta(c, d).
    private static double Closed(int a, int b, int c, int d)
    {
        double sum = 0;
        for (int i = 0; i < a; i++)
            sum += Beta(c + i, b + d) / ((b + i) * Beta(1 + i, b) * Beta(c, d));
        return sum;
    }

    private static double Beta(int a, int b) => 1 / (a * Choose(a + b - 1, a));

    private static double Choose(int n, int k)
    {
        double product = 1;
        for (int i = 1; i <= k; i++)
            product *= (double)(n - k + i) / i;
        return product;
    }
}
