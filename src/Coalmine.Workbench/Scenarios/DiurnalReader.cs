using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>diurnal: { low: 2%, peakAt: 14h, startsAt: 22h }</c>; times of day are times since midnight.</summary>
internal sealed class DiurnalReader : MappingReader<RateShape>
{
    private readonly Key<double> _low;
    private readonly Key<TimeSpan> _peakAt;
    private readonly Key<TimeSpan> _startsAt;

    public DiurnalReader()
        : base("diurnal", "the day's wave")
    {
        _low = Required("low", Units.Share);
        _peakAt = Required("peakAt", Units.DurationOrZero);
        _startsAt = Optional("startsAt", Units.DurationOrZero, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out RateShape value)
    {
        value = new RateShape.Diurnal(fields.Get(_low), fields.Get(_peakAt), fields.Get(_startsAt));
        bool holds = true;
        foreach (Key<TimeSpan> key in (Key<TimeSpan>[])[_peakAt, _startsAt])
        {
            if (fields.Get(key) < TimeSpan.FromDays(1))
                continue;
            said.Add(fields.PositionOf(key), ScenarioMessages.NoTimeOfDay(DurationReader.Show(fields.Get(key))));
            holds = false;
        }

        return holds;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        foreach (MappingKey key in (MappingKey[])[_peakAt, _startsAt])
            schema["properties"]![key.Name]!["allOf"] = new JsonArray(DurationReader.Between(allowsZero: true, TimeSpan.FromDays(1), withMost: false));
    }
}
