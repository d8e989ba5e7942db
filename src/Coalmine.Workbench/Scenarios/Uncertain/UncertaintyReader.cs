using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Scenarios.Uncertain;

/// <summary>
/// Reads <c>uncertainty: { traffic.rate: [59/s, 61/s], baseline.errors: [0.4%, 0.8%] }</c>: the 95 % interval of each parameter that is not exactly known.
/// </summary>
internal sealed class UncertaintyReader : MappingReader<ImmutableArray<Located<UncertainParameter>>>
{
    private readonly List<(string Key, Func<Fields, Located<ImmutableArray<double>>?> Read)> _intervals = [];

    public UncertaintyReader()
        : base("uncertainty", "the uncertainty")
    {
        foreach (KnownParameter parameter in KnownParameter.All)
            switch (parameter.Key)
            {
                case "traffic.shape.peakAt":
                    Interval(parameter.Key, Units.DurationOrZero, time => time.TotalSeconds);
                    break;
                case "labels.delay.median" or "labels.delay.p95":
                    Interval(parameter.Key, Units.Duration, time => time.TotalSeconds);
                    break;
                default:
                    Interval(parameter.Key, UnitOf(parameter.Key), value => value);
                    break;
            }
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, out ImmutableArray<Located<UncertainParameter>> value)
    {
        List<Located<UncertainParameter>> read = [];
        bool holds = true;
        foreach ((string key, Func<Fields, Located<ImmutableArray<double>>?> interval) in _intervals)
        {
            if (interval(fields) is not { } ends)
                continue;
            if (ends.Value is [var lower, var upper])
            {
                read.Add(new Located<UncertainParameter>(new UncertainParameter(key, lower, upper), ends.Position));
                continue;
            }

            said.Add(ends.Position, ScenarioMessages.NotTwoEnds(ends.Value.Length));
            holds = false;
        }

        value = [.. read];
        return holds;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        foreach ((string key, _) in _intervals)
            (schema["properties"]![key]!["minItems"], schema["properties"]![key]!["maxItems"]) = (2, 2);
    }

    private static QuantityReader UnitOf(string key) => key switch
    {
        "traffic.rate" => Units.Rate,
        "traffic.bursts" => ScenarioUnits.BurstSize,
        "pods.effect" or "baseline.latency.variation" => Units.Variation,
        "baseline.latency.median" or "baseline.latency.p99" or "baseline.latency.mean" => Units.Latency,
        _ => Units.Share,
    };

    private void Interval<T>(string name, Reader<T> end, Func<T, double> number)
    {
        Key<ImmutableArray<Located<T>>> key = Optional(name, new ListReader<T>(end, allowsNone: false));
        _intervals.Add((name, fields => fields.Has(key)
            ? new Located<ImmutableArray<double>>([.. fields.Get(key).Select(each => number(each.Value))], fields.PositionOf(key))
            : null));
    }
}
