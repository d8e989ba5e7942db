using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Rules;
using Coalmine.Simulation.Watching;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Watchers;

/// <summary>The groups of rule files, compiled, so that they can look on while rollouts run.</summary>
public sealed class WatchedRules
{
    private const string EmptyOperation = "CM1912";
    private static readonly ImmutableArray<string> OfAlerts = ["ALERTS", "ALERTS_FOR_STATE"];
    private readonly ImmutableArray<RuleManifest> _rules;
    private readonly ImmutableArray<CompiledQuery> _queries;
    private readonly ImmutableArray<Diagnostic> _problems;
    private readonly ImmutableArray<Diagnostic> _found;

    private WatchedRules(ManifestSet set, RuleCompiler compiled, ImmutableArray<Diagnostic> found)
    {
        _found = found;
        Files = [.. set.RuleFiles.Select(file => file.Origin.File.Source.File).Distinct()];
        Groups = compiled.Groups;
        _rules = compiled.Rules;
        _queries = compiled.Queries;
        _problems = compiled.Problems;
        Names = [.. Numbered([.. _rules.Where(rule => rule.IsAlert).Select(rule => rule.Name)])];
    }

    /// <summary>The files that they are read from.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>The groups, in the order of the files.</summary>
    public ImmutableArray<RuleGroup> Groups { get; }

    /// <summary>The names of the alerting rules, group by group; each once.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>
    /// Compiles all rules of a set of files. Refused with everything that Prometheus would refuse; what the linter finds to be empty whatever is measured is
    /// among the warnings.
    /// </summary>
    /// <param name="set">The files.</param>
    public static ReadResult<WatchedRules> Of(ManifestSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.RuleFiles.IsEmpty)
        {
            string kinds = set.Objects.Length == 0 ? "no object of a cluster" : string.Join(", ", set.Objects.Select(found => found.Kind).Distinct());
            return new ReadResult<WatchedRules>.Refused(
                [Diagnostic.At(set.Files[0].Source.File, TextPosition.Start, ScenarioMessages.NoRules(kinds))]);
        }

        ImmutableArray<Diagnostic> wrong = [.. set.RuleFiles.SelectMany(file => file.Diagnostics).Where(each => each.Severity == Severity.Error)];
        if (!wrong.IsEmpty)
            return new ReadResult<WatchedRules>.Refused(wrong);
        HashSet<string> files = [.. set.RuleFiles.Select(file => file.Origin.File.Source.File)];
        ImmutableArray<Diagnostic> found =
        [
            .. Linter.Lint(set).Where(finding => finding.Id == EmptyOperation && files.Contains(finding.File))
                .Select(finding => finding.ToDiagnostic() with { Severity = Severity.Warning }),
        ];
        return new ReadResult<WatchedRules>.Read(new WatchedRules(set, RuleCompiler.Compile(set), found), found);
    }

    /// <summary>Binds the rules to the world of a scenario, or says at its place what could never be answered there.</summary>
    /// <param name="scenario">The scenario.</param>
    public ReadResult<Watching> Bind(LoadedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (!_problems.IsEmpty)
            return new ReadResult<Watching>.Refused(_problems);
        HistogramBounds bounds = PlatformBounds.ForAny(scenario.File.World.Telemetry);
        QueryBindings bindings = QueryBindings.Of(_queries, new BindingOptions(ArmNames.None)
        {
            Described = scenario.File.Described,
            Bounds = bounds,
            Recorded = OfAlerts,
            Written = Written(),
        });
        if (!bindings.Unbound.IsEmpty)
            return new ReadResult<Watching>.Refused(
                [.. bindings.Unbound.Select(each => RuleCompiler.Locate(_rules[each.Query], each.Position, ScenarioMessages.Unbound(each.Message)))]);
        return new ReadResult<Watching>.Read(new Watching(this, new RuleWatch(Groups, bindings)), []);
    }

    /// <summary>What to say of the alerts that can never fire, of which nothing has been said when they were read.</summary>
    /// <param name="alerts">The alerts as they are in some world, in the order of <see cref="Names"/>.</param>
    public IEnumerable<Diagnostic> SayWhichNeverFire(ImmutableArray<WatchedAlert> alerts)
    {
        RuleManifest[] rules = [.. _rules.Where(rule => rule.IsAlert)];
        for (int i = 0; i < rules.Length; i++)
            if (!alerts[i].CanFire && !_found.Any(each => IsAbout(each, rules[i])))
                yield return Diagnostic.At(rules[i].Place.File, rules[i].Place["expr"].Start, ScenarioMessages.NeverFires(rules[i].Name));
    }

    private ImmutableArray<RecordedSeries> Written() =>
    [
        .. Groups.SelectMany(group => group.Rules).Select((rule, index) => (Rule: rule as Rule.Recording, Index: index)).Where(each => each.Rule is not null)
            .Select(each => new RecordedSeries(each.Rule!.Name, each.Index, [.. each.Rule.Labels.Select(label => label.Name)])),
    ];

    // What the linter says stands within the rule: no other rule begins between the two.
    private bool IsAbout(Diagnostic said, RuleManifest rule) => said.File == rule.Place.File
        && ReferenceEquals(rule, _rules.LastOrDefault(each => each.Place.File == said.File && each.Place.Start.Line <= said.Position.Line));

    private static IEnumerable<string> Numbered(ImmutableArray<string> names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            int earlier = names[..i].Count(name => name == names[i]);
            yield return earlier == 0 ? names[i] : string.Create(CultureInfo.InvariantCulture, $"{names[i]} #{earlier + 1}");
        }
    }
}
