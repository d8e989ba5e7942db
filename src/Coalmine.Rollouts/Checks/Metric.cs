namespace Coalmine.Rollouts.Checks;

/// <summary>What a check measures. Closed: the nested records are all there are.</summary>
public abstract record Metric
{
    private Metric()
    {
    }

    /// <summary>The name that files and tables use, such as <c>latency.p99</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a higher value is worse (errors, latency) rather than better (accuracy, conversion).</summary>
    public abstract bool HigherIsWorse { get; }

    /// <summary>Whether it is how far the arms' whole distributions lie apart, rather than a value that each arm has by itself.</summary>
    public virtual bool ComparesDistributions => false;

    /// <summary>A latency quantile. Judged as the share of requests above a bucket bound.</summary>
    /// <param name="Quantile">The quantile, in (0, 1).</param>
    public sealed record LatencyQuantile(double Quantile) : Metric
    {
        /// <inheritdoc/>
        public override string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"latency.p{Quantile * 100:0.###}");

        /// <inheritdoc/>
        public override bool HigherIsWorse => true;
    }

    /// <summary>The mean latency in seconds; its variance is bounded from the histogram's buckets.</summary>
    public sealed record LatencyMean : Metric
    {
        /// <inheritdoc/>
        public override string Name => "latency.mean";

        /// <inheritdoc/>
        public override bool HigherIsWorse => true;
    }

    /// <summary>The share of requests answered with an error.</summary>
    public sealed record Errors : Metric
    {
        /// <inheritdoc/>
        public override string Name => "errors";

        /// <inheritdoc/>
        public override bool HigherIsWorse => true;
    }

    /// <summary>The share of labelled answers that were right. In the shadow stage the mirrored pairs are used.</summary>
    public sealed record Accuracy : Metric
    {
        /// <inheritdoc/>
        public override string Name => "accuracy";

        /// <inheritdoc/>
        public override bool HigherIsWorse => false;
    }

    /// <summary>The share of requests that ended in a conversion.</summary>
    public sealed record Conversion : Metric
    {
        /// <inheritdoc/>
        public override string Name => "business.conversion";

        /// <inheritdoc/>
        public override bool HigherIsWorse => false;
    }

    /// <summary>The mean revenue per request, in the scenario's currency; its variance is bounded from the histogram's buckets.</summary>
    public sealed record Revenue : Metric
    {
        /// <inheritdoc/>
        public override string Name => "business.revenue";

        /// <inheritdoc/>
        public override bool HigherIsWorse => false;
    }

    /// <summary>The share of mirrored requests that baseline and shadow answered differently; known only in the shadow stage.</summary>
    public sealed record Disagreement : Metric
    {
        /// <inheritdoc/>
        public override string Name => "disagreement";

        /// <inheritdoc/>
        public override bool HigherIsWorse => true;
    }

    /// <summary>
    /// The latencies as a whole, by the telemetry's buckets: how much less of the canary's than of the baseline's lies within a bound, at the bound where that
    /// is most, or an index of how far the two lie apart. Weak in the tails: a change of the slowest hundredth moves it by one point.
    /// </summary>
    public sealed record LatencyDistribution : Metric
    {
        /// <inheritdoc/>
        public override string Name => "latency.distribution";

        /// <inheritdoc/>
        public override bool HigherIsWorse => true;

        /// <inheritdoc/>
        public override bool ComparesDistributions => true;
    }

    /// <summary>
    /// The model's scores as a whole, by their buckets; any difference from the baseline's counts, for neither higher nor lower scores are good.
    /// </summary>
    public sealed record ScoreDistribution : Metric
    {
        /// <inheritdoc/>
        public override string Name => "scores.distribution";

        /// <inheritdoc/>
        public override bool HigherIsWorse => true;

        /// <inheritdoc/>
        public override bool ComparesDistributions => true;
    }

    /// <summary>The answers by the class that they name; classes have no order, so that only an index says how far the arms lie apart.</summary>
    public sealed record PredictionDistribution : Metric
    {
        /// <inheritdoc/>
        public override string Name => "predictions.distribution";

        /// <inheritdoc/>
        public override bool HigherIsWorse => true;

        /// <inheritdoc/>
        public override bool ComparesDistributions => true;
    }

    /// <summary>The answer of a PromQL query that the policy writes out; only point checks can use it, since it carries no sample size.</summary>
    /// <param name="Label">The name to show.</param>
    /// <param name="Text">The query; <c>$arm</c> stands for the arm's name in the metrics (<c>baseline</c> or <c>canary</c>).</param>
    /// <param name="IsHigherWorse">Whether a higher value is worse.</param>
    public sealed record Query(string Label, string Text, bool IsHigherWorse) : Metric
    {
        /// <inheritdoc/>
        public override string Name => Label;

        /// <inheritdoc/>
        public override bool HigherIsWorse => IsHigherWorse;
    }
}
