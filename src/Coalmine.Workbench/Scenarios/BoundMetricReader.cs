using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.PromQL.Bindings;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads an item of <c>bind:</c>, which says what a metric measures that no platform is known to have:
/// <c>{ metric: my_answers_total, measures: requests, outcomes: { label: kind, answered: ok, error: fail },
/// arms: { label: variant, baseline: a, canary: b } }</c>.
/// </summary>
internal sealed class BoundMetricReader : MappingReader<MetricFamily>
{
    private static readonly WordsReader MetricName = new("name", "a metric's name; of a histogram without _bucket, _sum and _count");

    private readonly Key<string> _metric;
    private readonly Key<(MetricRole Role, RequestOutcome Counts)> _measures;
    private readonly Key<double> _unit;
    private readonly Key<ArmLabel> _arms;
    private readonly Key<OutcomeLabel> _outcomes;

    public BoundMetricReader()
        : base("boundMetric", "what a metric measures")
    {
        _metric = Required("metric", MetricName);
        _measures = Required("measures", new ChoiceReader<(MetricRole, RequestOutcome)>(
            "measure",
            ("requests", (MetricRole.Requests, RequestOutcome.Any)),
            ("errors", (MetricRole.Requests, RequestOutcome.Error)),
            ("latency", (MetricRole.Latency, RequestOutcome.Any)),
            ("quality", (MetricRole.Quality, RequestOutcome.Any)),
            ("conversions", (MetricRole.Conversions, RequestOutcome.Any)),
            ("memory", (MetricRole.Memory, RequestOutcome.Any))));
        _unit = Optional("unit", new ChoiceReader<double>("unit", ("seconds", 1), ("milliseconds", 1000)), 1);
        _arms = Optional("arms", new ArmLabelReader());
        _outcomes = Optional("outcomes", new OutcomeLabelReader());
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out MetricFamily value)
    {
        (MetricRole role, RequestOutcome counts) = fields.Get(_measures);
        double unit = fields.Get(_unit);
        value = new MetricFamily(fields.Get(_metric), "the scenario", role)
        {
            Counts = counts,
            UnitsPerSecond = unit,
            Bounds = role == MetricRole.Latency ? [.. UsualBounds.Client.Select(bound => Math.Round(bound * unit, 9))] : ImmutableArray<double>.Empty,
            KnownArms = fields.Has(_arms) ? [fields.Get(_arms)] : [],
            Outcomes = fields.Has(_outcomes) ? [fields.Get(_outcomes)] : [],
        };
        return true;
    }

    private sealed class ArmLabelReader : MappingReader<ArmLabel>
    {
        private readonly Key<string> _label;
        private readonly Key<string> _baseline;
        private readonly Key<string> _canary;

        public ArmLabelReader()
            : base("armLabel", "the label that tells the arms apart")
        {
            _label = Required("label", Units.Words);
            _baseline = Required("baseline", Units.Words);
            _canary = Required("canary", Units.Words);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out ArmLabel value)
        {
            value = new ArmLabel(fields.Get(_label), fields.Get(_baseline), fields.Get(_canary));
            return true;
        }
    }

    private sealed class OutcomeLabelReader : MappingReader<OutcomeLabel>
    {
        private readonly Key<string> _label;
        private readonly Key<string> _answered;
        private readonly Key<string> _error;

        public OutcomeLabelReader()
            : base("outcomeLabel", "the label that tells errors from answers")
        {
            _label = Required("label", Units.Words);
            _answered = Required("answered", Units.Words);
            _error = Required("error", Units.Words);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out OutcomeLabel value)
        {
            value = new OutcomeLabel(fields.Get(_label), fields.Get(_answered), fields.Get(_error));
            return true;
        }
    }
}
