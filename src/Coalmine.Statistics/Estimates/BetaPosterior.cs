using Coalmine.Statistics.Functions;
using MathNet.Numerics.Integration;

namespace Coalmine.Statistics.Estimates;

/// <summary>A beta posterior of a rate. A threshold on its probabilities under repeated looks has no frequentist error control. Guarantee: heuristic.</summary>
/// <param name="A">First parameter.</param>
/// <param name="B">Second parameter.</param>
public readonly record struct BetaPosterior(double A, double B)
{
    private const int Panels = 24;

    // The mass left out on each side.
    private const double Tail = 1e-18;

    private static readonly GaussLegendreRule Rule = new(0, 1, 20);

    /// <summary>The mean; NaN for parameters that are not positive and finite.</summary>
    public double Mean => A > 0 && B > 0 ? A / (A + B) : double.NaN;

    /// <summary>The posterior of x of n under a uniform prior.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible (0 ≤ x ≤ n ≤ 2⁵³).</exception>
    public static BetaPosterior Uniform(double x, double n)
    {
        Domain.Events(x, n);
        return new(1 + x, 1 + n - x);
    }

    /// <summary>P(this rate exceeds the other by more than a margin).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not in [1e-9, 2⁵³], or the margin not in [-1, 1].</exception>
    public double ProbabilityAbove(in BetaPosterior other, double margin)
    {
        Check();
        other.Check();
        Domain.Difference(margin);
        double low = BetaDistribution.LowerQuantile(Tail, other.A, other.B), high = BetaDistribution.UpperQuantile(Tail, other.A, other.B);
        double width = (high - low) / Panels;
        double sum = 0;
        for (int i = 0; i < Panels * Rule.Order; i++)
        {
            double p = low + (width * ((i / Rule.Order) + Rule.GetAbscissa(i % Rule.Order)));
            if (p is <= 0 or >= 1)
                continue;
            double density = Math.Exp(BetaFunction.LogKernel(p, 1 - p, other.A, other.B)) / (p * (1 - p));
            sum += Rule.GetWeight(i % Rule.Order) * width * density * IncompleteBeta.Upper(p + margin, A, B);
        }

        return Math.Min(1, sum);
    }

    /// <summary>E[max(this rate - the other, 0)]: the expected loss of promoting, in points of the rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not in [1e-9, 2⁵³].</exception>
    public double ExpectedExcess(in BetaPosterior other)
    {
        Check();
        other.Check();
        return (Mean * (this with { A = A + 1 }).ProbabilityAbove(other, 0)) - (other.Mean * ProbabilityAbove(other with { A = other.A + 1 }, 0));
    }

    private void Check()
    {
        Domain.Trials(A);
        Domain.Trials(B);
    }
}
