using Coalmine.Statistics.Functions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace Coalmine.Statistics.Selection;

/// <summary>Rinott's two-stage selection of the best system (1978).</summary>
public static class Rinott
{
    private static readonly GaussLegendreRule Rule = new(0, 1, 128);

    /// <summary>
    /// The constant h with ∫[∫Φ(h/√(ν(1/x + 1/y)))f(x)dx]^(k-1) f(y)dy = P, f chi-square with ν = n₀ - 1 degrees of freedom: system i takes ⌈h²S²/δ²⌉
    /// replications.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two systems or first replications, or a probability not in (1/k, 1).</exception>
    public static double Constant(int systems, double probability, int firstStage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systems, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstStage, 2);
        if (!(probability > 1.0 / systems && probability < 1 - 1e-9))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability lies between 1/k and 1.");
        int degrees = firstStage - 1;
        (double[] values, double[] weights) = ChiSquareNodes(degrees);
        return Brent.FindRoot(h => Success(h, systems, degrees, values, weights) - probability, 0, 100, 1e-9, 500);
    }

    private static double Success(double h, int systems, int degrees, double[] values, double[] weights)
    {
        double sum = 0;
        for (int j = 0; j < values.Length; j++)
        {
            double inner = 0;
            for (int i = 0; i < values.Length; i++)
                inner += weights[i] * NormalDistribution.Lower(h / Math.Sqrt(degrees * ((1 / values[i]) + (1 / values[j]))));
            sum += weights[j] * Math.Pow(inner, systems - 1);
        }

        return sum;
    }

    // In √x the density is close to a normal of deviation ½·√2 around √ν: nine and a half of its units hold all of it.
    private static (double[] Values, double[] Weights) ChiSquareNodes(int degrees)
    {
        double half = degrees / 2.0;
        double logScale = Math.Log(2) - (half * Math.Log(2)) - GammaFunction.Log(half);
        double lower = Math.Max(0, Math.Sqrt(degrees) - 9.5), upper = Math.Sqrt(degrees) + 9.5;
        double[] values = new double[Rule.Order], weights = new double[Rule.Order];
        for (int i = 0; i < Rule.Order; i++)
        {
            double root = lower + ((upper - lower) * Rule.GetAbscissa(i));
            values[i] = root * root;
            weights[i] = Rule.GetWeight(i) * (upper - lower) * Math.Exp(logScale + ((degrees - 1) * Math.Log(root)) - (values[i] / 2));
        }

        return (values, weights);
    }
}
