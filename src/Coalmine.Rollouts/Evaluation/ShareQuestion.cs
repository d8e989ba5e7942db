namespace Coalmine.Rollouts.Evaluation;

/// <summary>What a bound check asks about a share, for those who compute what it can see; decides nothing.</summary>
/// <param name="Kind">What the share is held against.</param>
/// <param name="Margin">The limit in (0, 1), the ratio (at least 1), or the difference (at least 0).</param>
/// <param name="EventsAreGood">Whether fewer events are worse (conversions).</param>
public sealed record ShareQuestion(ShareQuestionKind Kind, double Margin, bool EventsAreGood)
{
    /// <summary>For latencies: the canary's events are answers slower than this bucket bound, in seconds; NaN elsewhere.</summary>
    public double CanaryBound { get; init; } = double.NaN;

    /// <summary>For latencies against the baseline: its events are answers slower than this bound, in seconds; the canary's bound otherwise.</summary>
    public double BaselineBound { get; init; } = double.NaN;

    /// <summary>Whether it is asked of mirrored pairs only.</summary>
    public bool IsOfPairs { get; init; }

    internal static ShareQuestion? Of(ShareTest? test) => test is null ? null : KindOf(test) with
    {
        CanaryBound = test.Bound,
        BaselineBound = double.IsNaN(test.BaselineBound) ? test.Bound : test.BaselineBound,
        IsOfPairs = test.IsOfPairs,
    };

    private static ShareQuestion KindOf(ShareTest test) => test.Target switch
    {
        ShareTarget.Limit limit => new(ShareQuestionKind.Limit, limit.Rate, test.EventsAreGood),
        ShareTarget.Ratio ratio => new(ShareQuestionKind.Ratio, ratio.Value, test.EventsAreGood),
        ShareTarget.Points points => new(ShareQuestionKind.Points, points.Difference, test.EventsAreGood),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
