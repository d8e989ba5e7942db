using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>What looking repeatedly at a fixed-sample test does to its error (Armitage, McPherson and Rowe 1969).</summary>
/// <remarks>Not a method but what is wrong with one: a warning's number. Assumes a normal score with independent increments and equal steps. O(looks)
/// recursions; 100 looks cost some 50 ms.</remarks>
public static class PeekingError
{
    /// <summary>The probability that a two-sided z test at alpha rejects a true null at any of a number of equally spaced looks (at least 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no look, or alpha is not in (0, 1).</exception>
    public static double Of(int looks, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        Domain.Level(alpha);
        double critical = NormalDistribution.UpperQuantile(alpha / 2);
        var paths = new BoundaryCrossing();
        double error = 0;
        for (int k = 1; k <= looks; k++)
        {
            double bound = critical * Math.Sqrt(k);
            (double above, double below) = paths.Crossing(k, -bound, bound);
            error += above + below;
            if (k < looks)
                paths.Continue(k, -bound, bound);
        }

        return error;
    }
}
