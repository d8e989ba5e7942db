using System.Collections.Immutable;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>The series that were found, by kind and arm, and what can be read from them.</summary>
internal sealed class FoundSeries
{
    private const double SameBound = 1e-9;
    private readonly Dictionary<(CounterKind Kind, Arm Arm), (CounterSelector Selector, ImmutableArray<PrometheusSeries> Series)> _found = [];

    /// <summary>Notes what there is of a kind.</summary>
    public void Add(CounterKind kind, Arm arm, CounterSelector selector, IEnumerable<PrometheusSeries> series) => _found[(kind, arm)] = (selector, [.. series]);

    /// <summary>The series of a kind.</summary>
    public ImmutableArray<PrometheusSeries> Of(CounterKind kind, Arm arm) => _found.TryGetValue((kind, arm), out var found) ? found.Series : [];

    /// <summary>Whether either arm has any.</summary>
    public bool Has(CounterKind kind) => !Of(kind, Arm.Baseline).IsEmpty || !Of(kind, Arm.Canary).IsEmpty;

    /// <summary>Whether the same series answer for both arms.</summary>
    public bool AreShared(CounterKind kind) =>
        Of(kind, Arm.Baseline).Select(series => series.Labels).Intersect(Of(kind, Arm.Canary).Select(series => series.Labels)).Any();

    /// <summary>The finite bounds of a histogram for an arm, in our unit and rising.</summary>
    public ImmutableArray<double> BoundsOf(CounterKind kind, Arm arm)
    {
        if (!_found.TryGetValue((kind, arm), out var found))
            return [];
        SortedSet<double> bounds = [];
        foreach (PrometheusSeries series in found.Series)
            if (FamilyMember.TryReadBound(series.Labels[Labels.BucketBound], out double bound) && double.IsFinite(bound))
                bounds.Add(Math.Round(bound / found.Selector.UnitsPerOne, 12));
        return [.. bounds];
    }

    /// <summary>The bounds that both arms have; those of one where the other has no series yet.</summary>
    public ImmutableArray<double> CommonBounds(CounterKind kind)
    {
        (ImmutableArray<double> baseline, ImmutableArray<double> canary) = (BoundsOf(kind, Arm.Baseline), BoundsOf(kind, Arm.Canary));
        if (baseline.IsEmpty || canary.IsEmpty)
            return baseline.IsEmpty ? canary : baseline;
        return [.. baseline.Where(bound => canary.Any(other => Math.Abs(other - bound) <= SameBound * Math.Abs(bound)))];
    }

    /// <summary>Whether every observation of a histogram lies within its last finite bound.</summary>
    public bool LastBoundHoldsAll(CounterKind kind, double last)
    {
        double[] totals = new double[2];
        foreach (Arm arm in new[] { Arm.Baseline, Arm.Canary })
            foreach (PrometheusSeries series in Of(kind, arm).Where(series => !series.Samples.IsEmpty))
                if (FamilyMember.TryReadBound(series.Labels[Labels.BucketBound], out double bound) && (double.IsPositiveInfinity(bound) || bound.Equals(last)))
                    totals[double.IsPositiveInfinity(bound) ? 1 : 0] += series.Samples[^1].Value;
        return totals[0].Equals(totals[1]);
    }

    /// <summary>The classes by which answers are counted, in the order of their names.</summary>
    public ImmutableArray<string> Classes()
    {
        SortedSet<string> classes = new(StringComparer.Ordinal);
        foreach (Arm arm in new[] { Arm.Baseline, Arm.Canary })
            if (_found.TryGetValue((CounterKind.Predicted, arm), out var found))
                classes.UnionWith(found.Series.Select(series => series.Labels[found.Selector.IndexLabel]).Where(name => name.Length > 0));
        return [.. classes];
    }

    /// <summary>The usual time between two samples of a series: the median; nothing where no series has two.</summary>
    public TimeSpan? Interval()
    {
        long[] steps =
        [
            .. _found.Where(each => each.Key.Kind == CounterKind.Requests).SelectMany(each => each.Value.Series)
                .SelectMany(series => series.Samples.Zip(series.Samples.Skip(1), (first, second) => second.Milliseconds - first.Milliseconds)).Order(),
        ];
        // Scrapes jitter by some milliseconds; intervals are written in whole tenths of a second at the least.
        return steps.Length == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(100, Math.Round(steps[steps.Length / 2] / 100.0) * 100));
    }
}
