using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Reads where metrics are found: a platform with its target, and <c>bind:</c> for what is named otherwise:
/// <c>{ platform: seldon, name: fraud, namespace: models, baseline: main, canary: candidate, bind: [ { measures: conversions, metric: sales_total,
/// where: 'variant="$arm"' } ] }</c>.
/// </summary>
public sealed class SeriesNamesReader : MappingReader<SeriesNames>
{
    private readonly Key<SeriesPlatform?> _platform;
    private readonly Key<string> _name;
    private readonly Key<string> _namespace;
    private readonly Key<string> _baseline;
    private readonly Key<string> _canary;
    private readonly Key<string> _armLabel;
    private readonly Key<string> _podLabel;
    private readonly Key<ImmutableArray<Located<BoundSeries>>> _bind;

    /// <summary>Makes the reader.</summary>
    public SeriesNamesReader()
        : base("metricNames", "where metrics are found")
    {
        _platform = Optional("platform", new ChoiceReader<SeriesPlatform?>(
            "platform", ("seldon", SeriesPlatform.Seldon), ("seldon-grpc", SeriesPlatform.SeldonGrpc), ("seldon-client", SeriesPlatform.SeldonClient),
            ("knative", SeriesPlatform.Knative), ("knative-opentelemetry", SeriesPlatform.KnativeOpenTelemetry), ("istio", SeriesPlatform.Istio)));
        _name = Optional("name", Units.Words, "");
        _namespace = Optional("namespace", Units.Words, "");
        _baseline = Optional("baseline", Units.Words, "baseline");
        _canary = Optional("canary", Units.Words, "canary");
        _armLabel = Optional("armLabel", Units.Words, "");
        _podLabel = Optional("podLabel", Units.Words, "");
        _bind = Optional("bind", new ListReader<BoundSeries>(new BoundSeriesReader(), allowsNone: true), []);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out SeriesNames value)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(said);
        (string baseline, string canary) = (fields.Get(_baseline), fields.Get(_canary));
        SeriesTarget target = new(fields.Get(_name), fields.Get(_namespace), baseline, canary)
        {
            ArmLabel = fields.Get(_armLabel),
            PodLabel = fields.Get(_podLabel),
        };
        value = fields.Has(_platform)
            ? PlatformNames.Of(fields.Get(_platform)!.Value, target)
            : new SeriesNames("bind", ImmutableDictionary<CounterKind, CounterSelector>.Empty)
            {
                Baseline = baseline,
                Canary = canary,
                PodLabel = target.PodLabel.Length > 0 ? target.PodLabel : PlatformNames.UsualPodLabel,
            };
        bool complete = true;
        foreach (Located<BoundSeries> bound in fields.Get(_bind))
        {
            complete &= bound.Value.Check(bound.Position, said, [baseline, canary]);
            value = bound.Value.Kind is { } kind
                ? value.With([new KeyValuePair<CounterKind, CounterSelector>(kind, bound.Value.Selector)])
                : value with { Quality = bound.Value.Selector };
        }

        if (baseline == canary)
        {
            said.Add(fields.PositionOf(_canary), PrometheusMessages.SameArms(canary));
            complete = false;
        }

        if (!value.Counters.ContainsKey(CounterKind.Requests))
        {
            said.Add(fields.Start, PrometheusMessages.NothingCounted);
            complete = false;
        }

        return complete;
    }
}
