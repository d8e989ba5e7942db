using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native.Methods;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads an entry of <c>checks:</c>, and refuses what no method could answer.</summary>
internal sealed class CheckReader : MappingReader<CheckDraft>
{
    private readonly Key<Metric> _metric;
    private readonly Key<string> _name;
    private readonly Key<string> _query;
    private readonly Key<bool> _higherIsWorse;
    private readonly Key<Node> _atMost;
    private readonly Key<Node> _atLeast;
    private readonly Key<Node> _notWorse;
    private readonly Key<double> _at;
    private readonly Key<CheckMethod> _method;
    private readonly Key<EvidenceMinimum> _evidence;
    private readonly Key<Node> _missing;

    public CheckReader()
        : base("check", "the check")
    {
        NodeReader limit = new("limit", "a value in the metric's unit, such as 200ms or 1%", CheckSchema.Limits);
        _metric = Required("metric", new MetricReader());
        _name = Optional("name", new WordsReader("name", "a name for the check"));
        _query = Optional("query", new WordsReader("query", "a PromQL query"));
        _higherIsWorse = Optional("higherIsWorse", Units.YesOrNo);
        _atMost = Optional("atMost", limit);
        _atLeast = Optional("atLeast", limit);
        _notWorse = Optional("notWorseThanBaseline", new NodeReader("margin", new MarginReader().Allowed, d => new MarginReader().Describe(d)));
        _at = Optional("at", Units.Latency);
        _method = Optional("method", MethodReader.Make());
        _evidence = Optional("evidence", new EvidenceReader());
        _missing = Optional("missing", new NodeReader("rule", "pass, inconclusive, or a value in the metric's unit", CheckSchema.Missing));
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckDraft value)
    {
        value = null;
        if (!TryMetric(fields, said, out Metric? metric)
            || !TryRequirements(fields, metric, said, out ImmutableArray<RequirementDraft> requirements)
            || !TryMissing(fields, metric, said, out MissingRule? missing))
            return false;

        if (fields.Has(_at) && !(metric is Metric.LatencyQuantile && fields.Has(_notWorse)))
        {
            said.Add(fields.PositionOf(_at), Messages.KeyDoesNotFit("at", "latency quantiles with `notWorseThanBaseline`"));
            return false;
        }

        value = new CheckDraft(
            fields.Has(_name) ? fields.Get(_name) : metric.Name,
            new Located<Metric>(metric, fields.PositionOf(_metric)),
            requirements,
            fields.Has(_method) ? fields.Get(_method) : null,
            fields.Has(_evidence) ? fields.Get(_evidence) : null,
            new Located<MissingRule>(missing, fields.PositionOf(_missing)),
            fields.Get(_at));
        return true;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        schema["anyOf"] = Fragments.AtLeastOneOf(_atMost, _atLeast, _notWorse);
        schema["dependentRequired"] = new JsonObject { [_at.Name] = new JsonArray(_notWorse.Name) };
        schema["allOf"] = new JsonArray([.. MetricReader.Kinds().SelectMany(kind => Rules(kind.Form, kind.Metric, definitions))]);
    }

    private IEnumerable<JsonNode> Rules(JsonObject form, Metric metric, SchemaDefinitions definitions)
    {
        JsonObject when = new() { [_metric.Name] = form };
        if (metric is not Metric.Query query)
        {
            JsonObject allowed = CheckSchema.Values(metric, definitions, _atMost, _atLeast, _notWorse, _missing);
            allowed[_query.Name] = false;
            allowed[_higherIsWorse.Name] = false;
            if (metric is not Metric.LatencyQuantile)
                allowed[_at.Name] = false;
            yield return CheckSchema.Rule(when, new JsonObject { ["properties"] = allowed });
            yield break;
        }

        yield return CheckSchema.Rule(when, Fragments.Needs(_query, _name, _higherIsWorse));
        foreach (bool isWorse in new[] { true, false })
        {
            JsonObject both = when.DeepClone().AsObject();
            both[_higherIsWorse.Name] = Fragments.Words([isWorse ? "true" : "false"]);
            JsonObject allowed = CheckSchema.Values(query with { IsHigherWorse = isWorse }, definitions, _atMost, _atLeast, _notWorse, _missing);
            allowed[_at.Name] = false;
            yield return CheckSchema.Rule(both, new JsonObject { ["properties"] = allowed });
        }
    }

    private bool TryMetric(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Metric metric)
    {
        metric = fields.Get(_metric);
        if (metric is Metric.Query)
        {
            foreach (MappingKey needed in new MappingKey[] { _query, _name, _higherIsWorse })
            {
                if (fields.Has(needed))
                    continue;
                said.Add(fields.Start, Messages.KeyNeededFor(needed.Name, "Metric query", needed.Allowed));
                return false;
            }

            metric = new Metric.Query(fields.Get(_name), fields.Get(_query), fields.Get(_higherIsWorse));
            return true;
        }

        foreach (MappingKey foreign in new MappingKey[] { _query, _higherIsWorse })
        {
            if (!fields.Has(foreign))
                continue;
            said.Add(fields.PositionOf(foreign), Messages.KeyDoesNotFit(foreign.Name, "`metric: query`"));
            return false;
        }

        return true;
    }

    private bool TryRequirements(Fields fields, Metric metric, DiagnosticList said, out ImmutableArray<RequirementDraft> requirements)
    {
        ImmutableArray<RequirementDraft>.Builder found = ImmutableArray.CreateBuilder<RequirementDraft>();
        bool done = TryLimit(fields, _atMost, metric, said, found)
            & TryLimit(fields, _atLeast, metric, said, found)
            & TryMargin(fields, metric, said, found);
        requirements = found.ToImmutable();
        if (!done || requirements.Length > 0)
            return done;

        said.Add(fields.Start, Messages.NothingAsked);
        return false;
    }

    private bool TryLimit(Fields fields, Key<Node> key, Metric metric, DiagnosticList said, ImmutableArray<RequirementDraft>.Builder found)
    {
        if (!fields.Has(key))
            return true;

        Node node = fields.Get(key);
        bool limitsAbove = key == _atMost;
        if (metric.HigherIsWorse != limitsAbove)
        {
            said.Add(node.Start, Messages.WrongSide(key.Name, metric.Name, metric.HigherIsWorse));
            return false;
        }

        if (!MetricUnits.Limit(metric).TryRead(node, said, out double limit))
            return false;

        found.Add(new RequirementDraft(limitsAbove ? new Requirement.AtMost(limit) : new Requirement.AtLeast(limit), Written(key, node), node.Start));
        return true;
    }

    private bool TryMargin(Fields fields, Metric metric, DiagnosticList said, ImmutableArray<RequirementDraft>.Builder found)
    {
        if (!fields.Has(_notWorse))
            return true;

        Node node = fields.Get(_notWorse);
        if (!MetricUnits.HasMargin(metric))
        {
            said.Add(node.Start, metric is Metric.Disagreement ? Messages.DisagreementHasNoBaseline : Messages.ClassesHaveNoOrder);
            return false;
        }

        if (!new MarginReader().TryRead(node, said, out Margin? margin))
            return false;

        string read = ((Node.Scalar)node).Text;
        switch (margin)
        {
            case Margin.Points when !MetricUnits.IsShare(metric):
                said.Add(node.Start, Messages.PointsNeedAShare(read, metric.Name));
                return false;
            case Margin.Relative when metric.ComparesDistributions:
                said.Add(node.Start, Messages.DistributionsNeedPoints(read, metric.Name));
                return false;
            case Margin.Relative { Fraction: >= 1 } when !metric.HigherIsWorse:
                said.Add(node.Start, Messages.MarginAllowsAll(read, metric.Name));
                return false;
            default:
                found.Add(new RequirementDraft(new Requirement.NotWorseThanBaseline(margin), Written(_notWorse, node), node.Start));
                return true;
        }
    }

    private bool TryMissing(Fields fields, Metric metric, DiagnosticList said, [MaybeNullWhen(false)] out MissingRule missing)
    {
        Node node = fields.Get(_missing);
        missing = MissingRule.Inconclusive.Rule;
        if (!fields.Has(_missing) || node is Node.Scalar { Text: CheckSchema.Inconclusive })
            return true;

        missing = MissingRule.Pass.Rule;
        if (node is Node.Scalar { Text: CheckSchema.Pass })
            return true;

        missing = null;
        if (!MetricUnits.Value(metric).TryRead(node, said, out double value))
            return false;
        missing = new MissingRule.ReadAs(value);
        return true;
    }

    private static string Written(MappingKey key, Node node) => $"{key.Name} {((Node.Scalar)node).Text}";
}
