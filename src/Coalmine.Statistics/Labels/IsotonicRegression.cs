using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Labels;

/// <summary>The non-decreasing least-squares fit by pooling adjacent violators, as calibration uses it.</summary>
/// <remarks>Guarantee: none, a fit. O(n). Edges: no values give none; weights must be positive. Source: Ayer, Brunk, Ewing, Reid and Silverman
/// 1955.</remarks>
public static class IsotonicRegression
{
    /// <summary>The fitted value of each value, in order, with positive weights.</summary>
    /// <exception cref="ArgumentException">Not as many weights as values, a value that is not finite, or a weight not in [1e-9, 2⁵³].</exception>
    public static double[] Fit(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        if (values.Length != weights.Length)
            throw new ArgumentException("Each value has one weight.", nameof(weights));
        Domain.Values(values);
        foreach (double given in weights)
            Domain.Trials(given, nameof(weights));
        var blocks = new Stack<(double Mean, double Weight, int Count)>();
        for (int i = 0; i < values.Length; i++)
        {
            (double mean, double weight, int count) = (values[i], weights[i], 1);
            while (blocks.Count > 0 && blocks.Peek().Mean >= mean)
            {
                (double before, double weightBefore, int countBefore) = blocks.Pop();
                mean = ((before * weightBefore) + (mean * weight)) / (weightBefore + weight);
                (weight, count) = (weight + weightBefore, count + countBefore);
            }

            blocks.Push((mean, weight, count));
        }

        return [.. blocks.Reverse().SelectMany(block => Enumerable.Repeat(block.Mean, block.Count))];
    }
}
