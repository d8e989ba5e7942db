using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.RareEvents;

/// <summary>
/// Fixed-effort splitting (Garvels 2000): the probability of passing all levels, from the runs started and passed at each. The estimate is unbiased; the error
/// takes the levels as independent and every entrance to a level as equally good, so it is too small where they are not: several whole repetitions
/// (<see cref="SplittingRuns"/>) measure what this one supposes.
/// </summary>
/// <param name="Probability">Π r/n.</param>
/// <param name="RelativeError">√Σ(1 - p)/(n·p), p = r/n; +∞ where a level was never passed.</param>
public readonly record struct Splitting(double Probability, double RelativeError)
{
    /// <summary>The log-normal interval at a confidence in (0, 1); [0, 1] where a level was never passed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        return LogNormalInterval.Of(Probability, RelativeError, confidence, double.PositiveInfinity);
    }

    /// <summary>The estimate; each level has runs.</summary>
    /// <exception cref="ArgumentException">The numbers of levels differ, a level has no runs, or more passed than were started.</exception>
    public static Splitting Of(ReadOnlySpan<double> runs, ReadOnlySpan<double> passed)
    {
        if (runs.Length != passed.Length)
            throw new ArgumentException("There is one number of passes a level.", nameof(passed));
        double product = 1, variance = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            if (!(runs[i] is >= 1 and <= Domain.MostTrials) || !(passed[i] >= 0 && passed[i] <= runs[i]))
                throw new ArgumentException("Each level has runs, and no more passes than runs.", nameof(passed));
            double p = passed[i] / runs[i];
            product *= p;
            variance += (1 - p) / (runs[i] * p);
        }

        return new Splitting(product, Math.Sqrt(variance));
    }
}
