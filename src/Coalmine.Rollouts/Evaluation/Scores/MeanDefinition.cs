using System.Collections.Immutable;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>
/// How a mean is read from counters: sum over trials, with the second moment bounded from above by putting every observation at its bucket's upper bound.
/// </summary>
/// <param name="Sum">The counter of the sum.</param>
/// <param name="Trials">The counter of trials.</param>
/// <param name="Observations">The counter of observations in the histogram (its +Inf bucket).</param>
/// <param name="Buckets">The cumulative bucket counters, by rising bound.</param>
/// <param name="Bounds">Their bounds.</param>
internal sealed record MeanDefinition(int Sum, int Trials, int Observations, ImmutableArray<int> Buckets, ImmutableArray<double> Bounds)
{
    /// <summary>Dispersions of the shares above each bucket's bound.</summary>
    public ImmutableArray<int> Dispersions { get; init; } = [];

    /// <summary>
    /// Observations beyond the highest bound have no upper bound of their own; they are put at twice it. The guarantee of means is asymptotic for that reason
    /// too.
    /// </summary>
    private const double BeyondHighest = 2;

    /// <summary>Upper bound of the sum of squares.</summary>
    public double SquaresOf(ReadOnlySpan<double> counts)
    {
        double squares = 0;
        double lowerSum = 0;
        double first = counts[Buckets[0]];
        double below = first;
        for (int i = 1; i < Buckets.Length; i++)
        {
            double inside = Math.Max(0, counts[Buckets[i]] - below);
            squares += inside * Bounds[i] * Bounds[i];
            lowerSum += inside * Bounds[i - 1];
            below = Math.Max(below, counts[Buckets[i]]);
        }

        double beyond = Math.Max(0, counts[Observations] - below);
        double highest = BeyondHighest * Bounds[^1];
        lowerSum += beyond * Bounds[^1];

        // In the lowest bucket x² is at most bound times x, and the sum of x there is at most what the other buckets leave of the whole.
        double lowest = Math.Min(first * Bounds[0] * Bounds[0], Bounds[0] * Math.Max(0, counts[Sum] - lowerSum));
        return squares + lowest + beyond * highest * highest;
    }
}
