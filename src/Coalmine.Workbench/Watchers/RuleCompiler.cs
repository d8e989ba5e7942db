using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Rules;
using Coalmine.PromQL.Series;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Watchers;

/// <summary>Makes rule groups that can be evaluated of those that are written.</summary>
internal sealed class RuleCompiler
{
    /// <summary>Prometheus's own <c>evaluation_interval</c> where neither group nor server says anything (config.go of Prometheus 3.14).</summary>
    private const long UsualInterval = 60_000;

    private static readonly PromQLOptions Options = new(PromQLMode.V2);
    private readonly ImmutableArray<RuleGroup>.Builder _groups = ImmutableArray.CreateBuilder<RuleGroup>();
    private readonly ImmutableArray<RuleManifest>.Builder _rules = ImmutableArray.CreateBuilder<RuleManifest>();
    private readonly ImmutableArray<CompiledQuery>.Builder _queries = ImmutableArray.CreateBuilder<CompiledQuery>();
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();

    private RuleCompiler()
    {
    }

    /// <summary>The groups; complete where there are no problems.</summary>
    public ImmutableArray<RuleGroup> Groups => _groups.ToImmutable();

    /// <summary>The rules that were compiled, group by group.</summary>
    public ImmutableArray<RuleManifest> Rules => _rules.ToImmutable();

    /// <summary>Their queries.</summary>
    public ImmutableArray<CompiledQuery> Queries => _queries.ToImmutable();

    /// <summary>Rules that cannot be evaluated here.</summary>
    public ImmutableArray<Diagnostic> Problems => _problems.ToImmutable();

    /// <summary>Compiles all rules of a set of files.</summary>
    public static RuleCompiler Compile(ManifestSet set)
    {
        RuleCompiler compiler = new();
        foreach (RuleGroupManifest group in set.RuleFiles.SelectMany(file => file.Groups))
            compiler.Add(group);
        return compiler;
    }

    /// <summary>Puts what is said about a place in a rule's expression at its place in the file.</summary>
    public static Diagnostic Locate(RuleManifest rule, SourcePosition position, Message message) =>
        Diagnostic.At(rule.Place.File, rule.Query?.PositionOf(position) ?? rule.Place.Start, message);

    private void Add(RuleGroupManifest group)
    {
        List<Rule> rules = [];
        foreach (RuleManifest rule in group.Rules)
        {
            switch (RuleQuery.Compile(rule.Query?.Text ?? "", Options))
            {
                case CompileResult.Compiled { Query: var query } when Rule(group, rule, query) is { } compiled:
                    rules.Add(compiled);
                    _rules.Add(rule);
                    _queries.Add(query);
                    break;
                case CompileResult.Refused { Error: var error }:
                    _problems.Add(Locate(rule, error.Position, ScenarioMessages.CannotAsk(error.ToString())));
                    break;
            }
        }

        _groups.Add(new RuleGroup(group.Name, group.Interval > 0 ? group.Interval : UsualInterval, rules)
        {
            QueryOffsetMilliseconds = group.QueryOffset,
            Limit = group.Limit,
        });
    }

    private Rule? Rule(RuleGroupManifest group, RuleManifest rule, CompiledQuery query)
    {
        // A rule's own labels come before its group's (rules/manager.go of Prometheus 3.14).
        ImmutableSortedDictionary<string, string> labels = group.Labels.SetItems(rule.Labels);
        if (!rule.IsAlert)
            return new Rule.Recording(rule.Name, query, [.. labels.Select(label => new Label(label.Key, label.Value))]);
        List<TemplatedLabel> templated = [];
        foreach ((string name, string value) in labels)
        {
            if (!LabelTemplate.TryParse(value, out LabelTemplate template, out string problem))
            {
                _problems.Add(Diagnostic.At(rule.Place.File, rule.Place["labels"][name].Start, ScenarioMessages.CannotAsk(problem)));
                return null;
            }

            templated.Add(new TemplatedLabel(name, template));
        }

        return new Rule.Alerting(rule.Name, query, templated) { ForMilliseconds = rule.For, KeepFiringForMilliseconds = rule.KeepFiringFor };
    }
}
