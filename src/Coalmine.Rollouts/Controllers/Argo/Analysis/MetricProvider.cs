using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// Where a metric's measurements come from. Closed: the nested records are all there are; providers without rules of their own here are <see cref="Other"/>.
/// </summary>
public abstract record MetricProvider
{
    private MetricProvider()
    {
    }

    /// <summary>The key under <c>provider:</c> in a manifest.</summary>
    public abstract string Kind { get; }

    /// <summary>The other texts of the provider.</summary>
    public ImmutableArray<ProviderField> Fields { get; init; } = [];

    /// <summary>The same provider with every text replaced.</summary>
    internal MetricProvider With(Func<string, string> replace)
    {
        MetricProvider replaced = WithOwn(replace);
        return Fields.IsDefaultOrEmpty ? replaced : replaced with { Fields = [.. Fields.Select(field => field with { Text = replace(field.Text) })] };
    }

    private protected abstract MetricProvider WithOwn(Func<string, string> replace);

    /// <summary>An instant query of Prometheus, or a range query.</summary>
    /// <param name="Query">The query.</param>
    /// <param name="Address">The server; empty for the controller's environment variable.</param>
    public sealed record Prometheus(string Query, string Address = "") : MetricProvider
    {
        /// <inheritdoc/>
        public override string Kind => "prometheus";

        /// <summary>Seconds for the whole query; null for 30. 0 expires at once.</summary>
        public long? TimeoutSeconds { get; init; }

        /// <summary>Present: the range API is asked, and all samples form one list.</summary>
        public PrometheusRange? Range { get; init; }

        private protected override MetricProvider WithOwn(Func<string, string> replace) => this with
        {
            Query = replace(Query),
            Address = replace(Address),
            Range = Range is { } range ? new PrometheusRange(replace(range.Start), replace(range.End), replace(range.Step)) : null,
        };
    }

    /// <summary>A JSON document from a web server.</summary>
    /// <param name="Url">Its address.</param>
    /// <param name="JsonPath">The part of the body that is the result; empty for all of it.</param>
    public sealed record Web(string Url, string JsonPath = "") : MetricProvider
    {
        /// <inheritdoc/>
        public override string Kind => "web";

        /// <summary>Seconds for the request; null for 10.</summary>
        public long? TimeoutSeconds { get; init; }

        private protected override MetricProvider WithOwn(Func<string, string> replace) => this with { Url = replace(Url), JsonPath = replace(JsonPath) };
    }

    /// <summary>A Kubernetes Job; conditions are not used.</summary>
    public sealed record Job : MetricProvider
    {
        /// <inheritdoc/>
        public override string Kind => "job";

        private protected override MetricProvider WithOwn(Func<string, string> replace) => this;
    }

    /// <summary>A judgement by Kayenta; conditions are not used.</summary>
    /// <param name="PassThreshold">Scores from here on are Successful, 0 to 100.</param>
    /// <param name="MarginalThreshold">Scores from here on, below the other, are Inconclusive.</param>
    public sealed record Kayenta(long PassThreshold, long MarginalThreshold) : MetricProvider
    {
        /// <inheritdoc/>
        public override string Kind => "kayenta";

        private protected override MetricProvider WithOwn(Func<string, string> replace) => this;
    }

    /// <summary>A query of Datadog; its result may be nil.</summary>
    /// <param name="Query">The query; empty where several are combined by a formula, which then are among the fields.</param>
    public sealed record Datadog(string Query) : MetricProvider
    {
        /// <inheritdoc/>
        public override string Kind => "datadog";

        private protected override MetricProvider WithOwn(Func<string, string> replace) => this with { Query = replace(Query) };
    }

    /// <summary>Any other provider, by its key; its texts are all among the fields.</summary>
    /// <param name="Name">
    /// The key: <c>newRelic</c>, <c>cloudWatch</c>, <c>graphite</c>, <c>influxdb</c>, <c>wavefront</c>, <c>skywalking</c> or <c>plugin</c>.
    /// </param>
    public sealed record Other(string Name) : MetricProvider
    {
        /// <inheritdoc/>
        public override string Kind => Name;

        private protected override MetricProvider WithOwn(Func<string, string> replace) => this;
    }
}
