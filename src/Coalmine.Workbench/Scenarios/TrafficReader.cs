using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>traffic: { rate: 200/s, shape: { bursty: ... }, users: { count: 50000, sticky: true }, bursts: 5, arrivals: poisson }</c>.</summary>
internal sealed class TrafficReader : MappingReader<Traffic>
{
    private static readonly RateShape Steady = new RateShape.Steady();

    private readonly Key<double> _rate;
    private readonly Key<RateShape> _shape;
    private readonly Key<Users> _users;
    private readonly Key<double> _bursts;
    private readonly Key<ArrivalKind> _arrivals;

    public TrafficReader()
        : base("traffic", "the traffic")
    {
        _rate = Optional("rate", Units.Rate);
        _shape = Optional(
            "shape",
            new UnionReader<RateShape>("shape", ("diurnal", new DiurnalReader()), ("bursty", new BurstyReader()), ("trace", new RateFileReader()))
            {
                Bare = new Dictionary<string, RateShape> { ["steady"] = Steady },
            },
            Steady);
        _users = Required("users", new UsersReader());
        _bursts = Optional("bursts", ScenarioUnits.BurstSize, 1);
        _arrivals = Optional(
            "arrivals",
            new ChoiceReader<ArrivalKind>("kind of arrivals", ("poisson", ArrivalKind.Poisson), ("regular", ArrivalKind.Regular)),
            ArrivalKind.Poisson);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Traffic value)
    {
        RateShape shape = fields.Get(_shape);
        double rate = fields.Has(_rate) ? fields.Get(_rate) : shape is RateShape.Trace trace ? trace.Mean : 0;
        value = new Traffic(rate, fields.Get(_users), fields.Get(_bursts)) { Shape = shape, Arrivals = fields.Get(_arrivals) };
        if (rate > 0)
            return true;

        said.Add(fields.Start, Messages.MissingKey("rate", Owner, Units.Rate.Allowed));
        return false;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        // Only a trace brings a rate of its own.
        JsonObject trace = new() { [_shape.Name] = new JsonObject { ["required"] = new JsonArray("trace"), ["type"] = "object" } };
        schema["anyOf"] = new JsonArray(Fragments.Needs(_rate), new JsonObject { ["required"] = new JsonArray(_shape.Name), ["properties"] = trace });
    }
}
