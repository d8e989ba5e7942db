using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>How a whole distribution is read from the counts of one arm: by cumulative buckets, or by classes.</summary>
internal sealed record DistributionDefinition
{
    /// <summary>The counters: of cumulative buckets by rising bound, or of classes.</summary>
    public required ImmutableArray<int> Counters { get; init; }

    /// <summary>Indices of the dispersions of the shares above each bound, or of each class.</summary>
    public required ImmutableArray<int> Dispersions { get; init; }

    /// <summary>The buckets' bounds; empty for classes, which have no order.</summary>
    public ImmutableArray<double> Bounds { get; init; } = [];

    /// <summary>The counter of all values of cumulative buckets; unused for classes, whose counts add up to it.</summary>
    public int Total { get; init; }

    /// <summary>Whether a difference in either direction counts, rather than larger values of the canary only.</summary>
    public bool IsTwoSided { get; init; }

    /// <summary>Bins that are apart from each other, that beyond the highest bound included.</summary>
    public int Bins => Bounds.IsEmpty ? Counters.Length : Counters.Length + 1;

    /// <summary>How many values there are.</summary>
    public double TotalOf(ReadOnlySpan<double> counts)
    {
        if (!Bounds.IsEmpty)
            return counts[Total];
        double total = 0;
        foreach (int counter in Counters)
            total += counts[counter];
        return total;
    }

    /// <summary>Writes how many values lie in each bin, divided by a factor.</summary>
    public void Fill(ReadOnlySpan<double> counts, double divisor, Span<double> bins)
    {
        double below = 0;
        for (int i = 0; i < Counters.Length; i++)
        {
            double count = counts[Counters[i]];
            bins[i] = Math.Max(0, count - below) / divisor;
            if (!Bounds.IsEmpty)
                below = Math.Max(below, count);
        }

        if (!Bounds.IsEmpty)
            bins[Counters.Length] = Math.Max(0, counts[Total] - below) / divisor;
    }

    /// <summary>The largest difference at a bound, of arms that both hold a value.</summary>
    public LargestDifference Between(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        LargestDifference largest = new(double.NegativeInfinity, double.NaN);
        for (int i = 0; i < Counters.Length; i++)
        {
            double difference = baseline[Counters[i]] / baseline[Total] - canary[Counters[i]] / canary[Total];
            if (IsTwoSided)
                difference = Math.Abs(difference);
            if (difference > largest.Value)
                largest = new LargestDifference(difference, Bounds[i]);
        }

        return largest;
    }

    /// <summary>
    /// The largest dispersion among the bins that enough events stand behind; a cautious guess where there are none after many windows, and unknown before.
    /// </summary>
    public DispersionEstimate DispersionIn(EvidenceLedger ledger)
    {
        DispersionEstimate largest = new(false, 1);
        foreach (int index in Dispersions)
            if (ledger.DispersionOf(index) is { IsKnown: true } known && IsBetter(known, largest))
                largest = known;
        return largest;
    }

    private static bool IsBetter(in DispersionEstimate known, in DispersionEstimate than) =>
        !than.IsKnown || (known.IsGuess == than.IsGuess ? known.Factor > than.Factor : than.IsGuess);
}
