using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>serving: { concurrency: 8, queue: 100, timeout: 2s, retries: { most: 2, by: mesh }, autoscaler: { most: 6, target: 70% } }</c>.</summary>
internal sealed class ServingReader : MappingReader<Serving>
{
    private static readonly WholeNumberReader Places = new("number of requests", 1, 10_000);
    private static readonly WholeNumberReader Waiting = new("number of waiting requests", 0, 1_000_000);

    private static readonly ChoiceReader<Balancing> Balancings =
        new("balancing", ("random", Balancing.Random), ("leastRequests", Balancing.LeastRequests));

    private readonly Key<int> _concurrency;
    private readonly Key<int> _queue;
    private readonly Key<Balancing> _balancing;
    private readonly Key<TimeSpan> _timeout;
    private readonly Key<Retries> _retries;
    private readonly Key<Autoscaling> _autoscaler;
    private readonly Key<TimeSpan> _podStart;

    public ServingReader()
        : base("serving", "the serving")
    {
        _concurrency = Optional("concurrency", Places);
        _queue = Optional("queue", Waiting);
        _balancing = Optional("balancing", Balancings, Balancing.Random);
        _timeout = Optional("timeout", Units.Duration);
        _retries = Optional("retries", new RetriesReader(), Retries.None);
        _autoscaler = Optional("autoscaler", new AutoscalerReader(), Autoscaling.None);
        _podStart = Optional("podStart", Units.DurationOrZero, Serving.Unlimited.PodStart);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Serving value)
    {
        value = new Serving
        {
            Concurrency = fields.Has(_concurrency) ? fields.Get(_concurrency) : int.MaxValue,
            Queue = fields.Has(_queue) ? fields.Get(_queue) : int.MaxValue,
            Balancing = fields.Get(_balancing),
            Timeout = fields.Has(_timeout) ? fields.Get(_timeout) : TimeSpan.MaxValue,
            Retries = fields.Get(_retries) ?? Retries.None,
            Autoscaling = fields.Get(_autoscaler) ?? Autoscaling.None,
            PodStart = fields.Get(_podStart),
        };
        if (fields.Has(_concurrency) || !(fields.Has(_queue) || fields.Has(_autoscaler)))
            return true;
        said.Add(fields.PositionOf(fields.Has(_queue) ? _queue : _autoscaler), ScenarioMessages.NoConcurrency(fields.Has(_queue) ? "queue" : "autoscaler"));
        return false;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions) => schema["dependentRequired"] = new JsonObject
    {
        [_queue.Name] = new JsonArray(_concurrency.Name),
        [_autoscaler.Name] = new JsonArray(_concurrency.Name),
    };

    private sealed class RetriesReader : MappingReader<Retries>
    {
        private readonly Key<int> _most;
        private readonly Key<RetryLayer> _by;
        private readonly Key<TimeSpan> _backoff;

        public RetriesReader()
            : base("retries", "the retries")
        {
            _most = Required("most", new WholeNumberReader("number of further attempts", 1, 10));
            _by = Required("by", new ChoiceReader<RetryLayer>("layer", ("client", RetryLayer.Client), ("mesh", RetryLayer.Mesh)));
            _backoff = Optional("backoff", Units.DurationOrZero, TimeSpan.FromMilliseconds(25));
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Retries value)
        {
            value = new Retries(fields.Get(_most), fields.Get(_by), fields.Get(_backoff));
            return true;
        }
    }

    private sealed class AutoscalerReader : MappingReader<Autoscaling>
    {
        private readonly Key<int> _most;
        private readonly Key<double> _target;
        private readonly Key<TimeSpan> _every;
        private readonly Key<TimeSpan> _downAfter;

        public AutoscalerReader()
            : base("autoscaler", "the autoscaler")
        {
            _most = Required("most", PodsReader.Count);
            _target = Optional("target", ScenarioUnits.ShareAboveZero, 0.7);
            _every = Optional("every", Units.Duration, TimeSpan.FromSeconds(15));
            _downAfter = Optional("downAfter", Units.DurationOrZero, TimeSpan.FromMinutes(5));
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Autoscaling value)
        {
            value = new Autoscaling(fields.Get(_most), fields.Get(_target), fields.Get(_every), fields.Get(_downAfter));
            return true;
        }
    }
}
