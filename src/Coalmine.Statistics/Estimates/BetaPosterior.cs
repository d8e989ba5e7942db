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

    /// <summary>The mean.</summary>
    public double Mean => A / (A + B);

    /// <summary>The posterior of x of n under a uniform prior.</summary>
    public static BetaPosterior Uniform(double x, double n) => new(1 + x, 1 + n - x);

    /// <summary>P(this rate exceeds the other by more than a margin).</summary>
    public double ProbabilityAbove(in BetaPosterior other, double margin)
    {
        double low = BetaDistribution.LowerQuantile(Tail, other.A, other.B), high = BetaDistribution.UpperQuantile(Tail, other.A, other.B);
        double width = (high - low) / Panels;
        double sum = 0;
        for (int i = 0; i < Panels * Rule.Order; i++)
        {
            double p = low + (width * ((i / Rule.Order) + Rule.GetAbscissa(i % Rule.Order)));
            double density = Math.Exp(BetaFunction.LogKernel(p, 1 - p, other.A, other.B)) / (p * (1 - p));
            sum += Rule.GetWeight(i % Rule.Order) * width * density * IncompleteBeta.Upper(p + margin, A, B);
        }

        return Math.Min(1, sum);
    }

    /// <summary>E[max(this rate - the other, 0)]: the expected loss of promoting, in points of the rate.</summary>
    public double ExpectedExcess(in BetaPosterior other) =>
        (Mean * (this with { A = A + 1 }).ProbabilityAbove(other, 0)) - (other.Mean * ProbabilityAbove(other with { A = other.A + 1 }, 0));
}
