using Coalmine.Statistics.Functions;
using MathNet.Numerics.Integration;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The Armitage-McPherson-Rowe recursion (1969): a Gaussian score with independent increments, looked at at growing information and stopped outside
/// bounds. Holds the density of the paths that are still inside on Gauss-Legendre nodes; crossing probabilities are computed as such, not as differences.
/// Mutable: one look is one call.
/// </summary>
public sealed class BoundaryCrossing
{
    // Beyond this many standard deviations a step contributes less than 1e-17.
    private const double Reach = 8.5;

    private static readonly double[] Start = [0];
    private static readonly double[] Certain = [1];
    private double[] nodes = Start;
    private double[] masses = Certain;
    private double information;
    private readonly double drift;

    /// <summary>Starts at score 0 and information 0; the score's mean grows by the drift per unit of information.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The drift is not finite.</exception>
    public BoundaryCrossing(double drift = 0)
    {
        Domain.Value(drift);
        this.drift = drift;
    }

    /// <summary>
    /// The probabilities of being, at the next information and for the first time, at or above the upper and at or below the lower bound of the score (not
    /// of z). Does not move on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The information does not grow, or the bounds are not in order.</exception>
    public (double Above, double Below) Crossing(double nextInformation, double lower, double upper)
    {
        Check(nextInformation, lower, upper);
        double deviation = Math.Sqrt(nextInformation - information);
        double mean = drift * (nextInformation - information);
        double above = 0, below = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            above += masses[i] * NormalDistribution.Upper((upper - nodes[i] - mean) / deviation);
            below += masses[i] * NormalDistribution.Lower((lower - nodes[i] - mean) / deviation);
        }

        return (above, below);
    }

    /// <summary>Moves on to the next information, keeping the paths between the bounds (finite ones).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The information does not grow, or the bounds are not finite and in order.</exception>
    public void Continue(double nextInformation, double lower, double upper)
    {
        Check(nextInformation, lower, upper);
        Domain.Value(lower);
        Domain.Value(upper);
        double deviation = Math.Sqrt(nextInformation - information);
        double mean = drift * (nextInformation - information);
        int order = (int)Math.Min(2000, 48 + Math.Ceiling(5 * (upper - lower) / deviation));
        var rule = new GaussLegendreRule(lower, upper, order);
        double[] nextNodes = new double[order];
        double[] nextMasses = new double[order];
        int first = 0;
        for (int i = 0; i < order; i++)
        {
            double s = nextNodes[i] = rule.GetAbscissa(i);
            while (first < nodes.Length && nodes[first] + mean < s - (Reach * deviation))
                first++;
            double density = 0;
            for (int j = first; j < nodes.Length && nodes[j] + mean <= s + (Reach * deviation); j++)
            {
                double z = (s - nodes[j] - mean) / deviation;
                density += masses[j] * Math.Exp(-0.5 * z * z);
            }

            nextMasses[i] = rule.GetWeight(i) * density / (deviation * Math.Sqrt(2 * Math.PI));
        }

        (nodes, masses, information) = (nextNodes, nextMasses, nextInformation);
    }

    private void Check(double nextInformation, double lower, double upper)
    {
        Domain.Nonnegative(nextInformation);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(nextInformation, information);
        if (!(lower <= upper))
            throw new ArgumentOutOfRangeException(nameof(lower), lower, "The lower bound is not above the upper one.");
    }
}
