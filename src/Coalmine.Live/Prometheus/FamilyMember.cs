using System.Collections.Immutable;
using System.Globalization;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.Live.Prometheus;

/// <summary>What one needed counter takes of a family's series.</summary>
/// <param name="Need">Its place among the plan's counters.</param>
/// <param name="Selector">Its selector.</param>
internal sealed record FamilyMember(int Need, CounterSelector Selector)
{
    private const double SameBound = 1e-9;

    /// <summary>Conditions of which one must hold; empty where all series count.</summary>
    public ImmutableArray<IReadOnlyList<LabelMatcher>> Conditions { get; init; } = [];

    /// <summary>The bound in our unit, where the counter is a bucket; infinite for the last.</summary>
    public double? Bound { get; init; }

    /// <summary>The class, where the counter is one of answers by class.</summary>
    public string? Class { get; init; }

    /// <summary>Whether a scrape of the family without a member counts none; buckets, sums and counts are born together and are missing then.</summary>
    public bool IsZeroWhenAbsent => Selector.IsPart || Class is not null;

    /// <summary>Whether a series is a member.</summary>
    public bool Has(Labels labels)
    {
        if (Class is not null && labels[Selector.IndexLabel] != Class)
            return false;
        if (Bound is { } bound && !IsAt(labels[Selector.IndexLabel], bound))
            return false;
        if (Selector.Agreeing is { First.Length: > 0 } agreeing && labels[agreeing.First] != labels[agreeing.Second])
            return false;
        return Conditions.IsEmpty || Conditions.Any(condition => condition.All(matcher => matcher.Matches(labels[matcher.Name])));
    }

    /// <summary>The value of a series' sample in our unit.</summary>
    public double ValueOf(double sample) => Selector.IndexLabel.Length > 0 ? sample : sample / Selector.UnitsPerOne;

    /// <summary>Reads a bucket's bound as a number: servers from 3.0 write it in their own way.</summary>
    public static bool TryReadBound(string text, out double bound)
    {
        bound = double.PositiveInfinity;
        return text is "+Inf" or "Inf" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound);
    }

    private bool IsAt(string text, double bound)
    {
        if (!TryReadBound(text, out double read))
            return false;
        read /= Selector.UnitsPerOne;
        return read.Equals(bound) || Math.Abs(read - bound) <= SameBound * Math.Abs(bound);
    }
}
