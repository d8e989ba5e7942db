using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Rules;
using Coalmine.PromQL.Series;

namespace Coalmine.Manifests.PrometheusRules;

/// <summary>Makes groups that can be evaluated of groups as they are written.</summary>
public static class RuleGroupCompiler
{
    /// <summary>The interval of a group that writes none: the usual <c>evaluation_interval</c>, one minute.</summary>
    public const long UsualIntervalMilliseconds = 60_000;

    /// <summary>
    /// Compiles a group: expressions, labels (those of the rule over those of the group), durations. What cannot be evaluated is said at its place: a text or
    /// a range as a result, <c>count_values</c>, other template code in labels than a label's name. Annotations decide nothing and are left out.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="options">How expressions are read and evaluated.</param>
    /// <param name="intervalMilliseconds">The interval of a group that writes none; above 0.</param>
    /// <returns>The group, or every reason why it is refused.</returns>
    public static ReadResult<RuleGroup> Compile(
        RuleGroupManifest group, PromQLOptions options, long intervalMilliseconds = UsualIntervalMilliseconds)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(intervalMilliseconds);
        DiagnosticList said = new(group.Place.File);
        List<Rule> rules = [];
        foreach (RuleManifest rule in group.Rules)
            if (Query(rule, options, said) is { } query)
                rules.Add(rule.IsAlert ? Alert(rule, query, group, said) : Record(rule, query, group));
        return said.Finish(new RuleGroup(group.Name, group.Interval > 0 ? group.Interval : intervalMilliseconds, rules)
        {
            QueryOffsetMilliseconds = group.QueryOffset,
            Limit = group.Limit,
        });
    }

    private static CompiledQuery? Query(RuleManifest rule, PromQLOptions options, DiagnosticList said)
    {
        if (rule.Query is not { } written)
        {
            said.Add(rule.Place["expr"].Start, Messages.FieldMissing("expr", "the rule"));
            return null;
        }

        switch (RuleQuery.Compile(written.Text, options))
        {
            case CompileResult.Compiled compiled:
                return compiled.Query;
            case CompileResult.Refused refused:
                said.Add(written.PositionOf(refused.Error.Position), Messages.QueryRefused(written.Name, refused.Error.Message, refused.Error.Allowed));
                break;
        }

        return null;
    }

    private static Rule.Recording Record(RuleManifest rule, CompiledQuery query, RuleGroupManifest group) =>
        new(rule.Name, query, [.. Labels(rule, group).Select(label => new Label(label.Key, label.Value))]);

    private static Rule.Alerting Alert(RuleManifest rule, CompiledQuery query, RuleGroupManifest group, DiagnosticList said)
    {
        List<TemplatedLabel> labels = [];
        foreach ((string name, string text) in Labels(rule, group))
        {
            if (!LabelTemplate.TryParse(text, out LabelTemplate template, out string problem))
                said.Add(rule.Place["labels"][name].Start, Messages.LabelTemplateRefused(name, problem));
            labels.Add(new TemplatedLabel(name, template));
        }

        return new Rule.Alerting(rule.Name, query, labels) { ForMilliseconds = rule.For, KeepFiringForMilliseconds = rule.KeepFiringFor };
    }

    private static ImmutableSortedDictionary<string, string> Labels(RuleManifest rule, RuleGroupManifest group) => group.Labels.SetItems(rule.Labels);
}
