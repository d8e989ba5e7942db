using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>A question about shares, bound to counters.</summary>
internal sealed record ShareTest
{
    /// <summary>The canary's events and trials.</summary>
    public required ShareDefinition Canary { get; init; }

    /// <summary>The baseline's events and trials; for latency against the baseline at a lower bucket bound than the canary's. Unused for limits.</summary>
    public required ShareDefinition Baseline { get; init; }

    /// <summary>Index of the dispersion to divide by.</summary>
    public required int Dispersion { get; init; }

    /// <summary>Index of the canary's own dispersion, where its share is another than the baseline's and its windows are read.</summary>
    public int CanaryDispersion { get; init; }

    /// <summary>What is tested.</summary>
    public required ShareTarget Target { get; init; }

    /// <summary>What is tested, in the direction of the events: a limit, a difference, or a ratio, below 1 where fewer events are worse.</summary>
    public double EventMargin => Target switch
    {
        ShareTarget.Limit limit => limit.Rate,
        ShareTarget.Points points => EventsAreGood ? -points.Difference : points.Difference,
        ShareTarget.Ratio ratio => EventsAreGood ? 1 / ratio.Value : ratio.Value,
        _ => throw new InvalidOperationException("Unreachable: the targets are closed."),
    };

    /// <summary>Whether events are good (conversions), so that fewer are worse.</summary>
    public bool EventsAreGood { get; init; }

    /// <summary>Whether mirrored pairs carry the answer while there is a shadow.</summary>
    public bool HasPairs { get; init; }

    /// <summary>Pairs that only the canary got wrong, among labelled pairs.</summary>
    public ShareDefinition PairsCanary { get; init; }

    /// <summary>Pairs that only the baseline got wrong, among labelled pairs.</summary>
    public ShareDefinition PairsBaseline { get; init; }

    /// <summary>Index of the pairs' dispersion.</summary>
    public int PairsDispersion { get; init; }

    /// <summary>Whether the share itself is of mirrored pairs (disagreement), so that it can be asked in the shadow stage only.</summary>
    public bool IsOfPairs { get; init; }

    /// <summary>For latency against the baseline: the relative margin that the two bucket bounds really test; NaN elsewhere.</summary>
    public double TestedMargin { get; init; } = double.NaN;

    /// <summary>For latency: the canary's bucket bound in seconds; NaN elsewhere.</summary>
    public double Bound { get; init; } = double.NaN;

    /// <summary>For latency against the baseline: the baseline's bucket bound in seconds; NaN elsewhere.</summary>
    public double BaselineBound { get; init; } = double.NaN;
}
