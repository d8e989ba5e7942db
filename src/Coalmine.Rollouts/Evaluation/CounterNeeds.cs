using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Distributions;
using Coalmine.Rollouts.Evaluation.Scores;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>Collects the counters that the checks of a policy read, each once.</summary>
internal sealed class CounterNeeds(TelemetryShape telemetry)
{
    private const double SameBound = 1e-9;
    private readonly List<CounterNeed> _needs = [];
    private readonly List<ShareDefinition> _dispersions = [];

    /// <summary>The shares whose dispersion is followed.</summary>
    public ImmutableArray<ShareDefinition> Dispersions => [.. _dispersions];

    /// <summary>The counters, in the order of their indices.</summary>
    public ImmutableArray<CounterNeed> ToImmutable() => [.. _needs];

    /// <summary>Whether a kind is read.</summary>
    public bool Has(CounterKind kind) => _needs.Exists(need => need.Kind == kind);

    /// <summary>Index of a counter.</summary>
    public int Of(CounterKind kind, int bound = 0)
    {
        CounterNeed need = new(kind, bound);
        int known = _needs.IndexOf(need);
        if (known >= 0)
            return known;
        _needs.Add(need);
        return _needs.Count - 1;
    }

    /// <summary>Index of a share's dispersion.</summary>
    public int DispersionOf(ShareDefinition share)
    {
        int known = _dispersions.IndexOf(share);
        if (known >= 0)
            return known;
        _dispersions.Add(share);
        return _dispersions.Count - 1;
    }

    /// <summary>Index of the latency bound that equals a latency; -1 where there is none.</summary>
    public int BoundAt(double seconds)
    {
        for (int i = 0; i < telemetry.LatencyBounds.Length; i++)
            if (Math.Abs(telemetry.LatencyBounds[i] - seconds) <= SameBound * seconds)
                return i;
        return -1;
    }

    /// <summary>Index of the highest latency bound at or below a latency; -1 where there is none.</summary>
    public int BoundAtOrBelow(double seconds)
    {
        int found = -1;
        for (int i = 0; i < telemetry.LatencyBounds.Length; i++)
            if (telemetry.LatencyBounds[i] <= seconds * (1 + SameBound))
                found = i;
        return found;
    }

    /// <summary>The share of requests above a latency bound.</summary>
    public ShareDefinition Above(int bound) => new(Of(CounterKind.LatencyBucket, bound), Of(CounterKind.Requests), true);

    /// <summary>The share that a metric judges; for accuracy the share of wrong answers.</summary>
    public ShareDefinition ShareOf(Metric metric) => metric switch
    {
        Metric.Errors => new(Of(CounterKind.Errors), Of(CounterKind.Requests), false),
        Metric.Accuracy => new(Of(CounterKind.Right), Of(CounterKind.Labelled), true),
        Metric.Conversion => new(Of(CounterKind.Conversions), Of(CounterKind.Requests), false),
        Metric.Disagreement => new(Of(CounterKind.PairsDisagreeing), Of(CounterKind.PairsCompared), false),
        _ => throw new InvalidOperationException($"{metric.Name} is not a share."),
    };

    /// <summary>The shares of labelled pairs that only the canary, and only the baseline, got wrong.</summary>
    public (ShareDefinition Canary, ShareDefinition Baseline) Pairs()
    {
        int labelled = Of(CounterKind.PairsLabelled);
        return (new(Of(CounterKind.PairsCanaryOnlyWrong), labelled, false), new(Of(CounterKind.PairsBaselineOnlyWrong), labelled, false));
    }

    /// <summary>The mean latency.</summary>
    public MeanDefinition LatencyMean() => Mean(CounterKind.Requests, CounterKind.LatencySum, CounterKind.LatencyBucket, telemetry.LatencyBounds);

    /// <summary>The mean revenue per request.</summary>
    public MeanDefinition RevenueMean() => Mean(CounterKind.RevenueCount, CounterKind.RevenueSum, CounterKind.RevenueBucket, telemetry.RevenueBounds);

    /// <summary>The distribution that a metric compares.</summary>
    public DistributionDefinition DistributionOf(Metric metric) => metric switch
    {
        Metric.LatencyDistribution => Ordered(CounterKind.LatencyBucket, telemetry.LatencyBounds, Of(CounterKind.Requests)),
        Metric.ScoreDistribution => Ordered(CounterKind.ScoreBucket, telemetry.ScoreBounds, Of(CounterKind.ScoreBucket, telemetry.ScoreBounds.Length - 1)) with
        {
            IsTwoSided = true,
        },
        Metric.PredictionDistribution => Classes(Of(CounterKind.Requests)),
        _ => throw new InvalidOperationException($"{metric.Name} compares no distributions."),
    };

    private DistributionDefinition Ordered(CounterKind bucket, ImmutableArray<double> bounds, int total)
    {
        ImmutableArray<int> buckets = [.. Enumerable.Range(0, bounds.Length).Select(bound => Of(bucket, bound))];

        // Above a bound that holds everything there is nothing whose dispersion could be known.
        ImmutableArray<int> dispersions = [.. buckets.Where(each => each != total).Select(each => DispersionOf(new ShareDefinition(each, total, true)))];
        return new DistributionDefinition { Counters = buckets, Total = total, Bounds = bounds, Dispersions = dispersions };
    }

    private DistributionDefinition Classes(int requests)
    {
        ImmutableArray<int> classes = [.. Enumerable.Range(0, telemetry.Classes.Length).Select(said => Of(CounterKind.Predicted, said))];
        ImmutableArray<int> dispersions = [.. classes.Select(each => DispersionOf(new ShareDefinition(each, requests, false)))];
        return new DistributionDefinition { Counters = classes, Dispersions = dispersions };
    }

    private MeanDefinition Mean(CounterKind count, CounterKind sum, CounterKind bucket, ImmutableArray<double> bounds)
    {
        int requests = Of(count);
        int[] buckets = [.. Enumerable.Range(0, bounds.Length).Select(bound => Of(bucket, bound))];
        ImmutableArray<int> dispersions = [.. buckets.Select(each => DispersionOf(new ShareDefinition(each, requests, true)))];
        return new MeanDefinition(Of(sum), requests, requests, [.. buckets], bounds) { Dispersions = dispersions };
    }
}
