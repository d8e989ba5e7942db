using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>What comes of merging templates into the spec of a run. Closed: merged, or refused.</summary>
public abstract record TemplateMerge
{
    private TemplateMerge()
    {
    }

    /// <summary>They go together.</summary>
    /// <param name="Spec">The spec of the run; every argument has a value.</param>
    public sealed record Merged(AnalysisSpec Spec) : TemplateMerge;

    /// <summary>They do not.</summary>
    /// <param name="Message">Why.</param>
    public sealed record Refused(string Message) : TemplateMerge;

    /// <summary>
    /// Merges templates (argoproj/argo-rollouts, commit 9f8d111d, utils/analysis/helpers.go): templates within templates are taken in, each name once, and
    /// those of the cluster come after those of the namespace; the same metric twice is an error, as is the same argument with different values. A value that
    /// the rollout gives beats a default, and arguments that no template declares are ignored.
    /// </summary>
    /// <param name="references">The templates that a step or a background analysis names.</param>
    /// <param name="find">Finds a template; null where there is none.</param>
    /// <param name="given">The arguments that the rollout gives.</param>
    public static TemplateMerge Of(
        ImmutableArray<TemplateReference> references,
        Func<TemplateReference, AnalysisTemplate?> find,
        ImmutableArray<AnalysisArgument> given)
    {
        ArgumentNullException.ThrowIfNull(find);
        var templates = new List<AnalysisTemplate>();
        var seen = new HashSet<TemplateReference>();
        var open = new Queue<TemplateReference>(references.OrderBy(reference => reference.IsClusterScoped));
        while (open.TryDequeue(out TemplateReference reference))
        {
            if (!seen.Add(reference))
                continue;
            if (find(reference) is not { } template)
                return new Refused($"{(reference.IsClusterScoped ? "ClusterAnalysisTemplate" : "AnalysisTemplate")} '{reference.Name}' not found");
            templates.Add(template);
            foreach (TemplateReference inner in template.Templates)
                open.Enqueue(inner);
        }

        AnalysisSpec[] specs = [.. templates.OrderBy(template => template.Reference.IsClusterScoped).Select(template => template.Spec)];
        return Merge(specs, given);
    }

    private static TemplateMerge Merge(AnalysisSpec[] specs, ImmutableArray<AnalysisArgument> given)
    {
        ImmutableArray<MetricSpec> metrics = [.. specs.SelectMany(spec => spec.Metrics)];
        ImmutableArray<string> dryRun = [.. specs.SelectMany(spec => spec.DryRun)];
        ImmutableArray<RetentionRule> retention = [.. specs.SelectMany(spec => spec.MeasurementRetention)];
        if (Twice(metrics.Select(metric => metric.Name)) is { } metric)
            return new Refused($"two metrics have the same name '{metric}'");
        if (Twice(dryRun) is { } rule)
            return new Refused($"two Dry-Run metric rules have the same name '{rule}'");
        if (Twice(retention.Select(one => one.MetricName)) is { } kept)
            return new Refused($"two Measurement Retention metric rules have the same name '{kept}'");
        var arguments = ImmutableArray.CreateBuilder<AnalysisArgument>();
        foreach (AnalysisArgument declared in specs.SelectMany(spec => spec.Arguments))
        {
            int index = IndexOf(arguments, declared.Name);
            if (index < 0)
                arguments.Add(declared);
            else if (arguments[index].Value is null)
                arguments[index] = declared;
            else if (declared.Value is not null && declared.Value != arguments[index].Value)
                return Contradiction(declared.Name, arguments[index].Value!, declared.Value);
        }

        for (int i = 0; i < arguments.Count; i++)
        {
            AnalysisArgument? value = given.FirstOrDefault(one => one.Name == arguments[i].Name && one.Value is not null);
            arguments[i] = value ?? arguments[i];
            if (arguments[i].Value is null)
                return new Refused($"args.{arguments[i].Name} was not resolved");
        }

        return new Merged(new AnalysisSpec { Metrics = metrics, Arguments = arguments.ToImmutable(), DryRun = dryRun, MeasurementRetention = retention });
    }

    private static Refused Contradiction(string name, ArgumentValue first, ArgumentValue second) =>
        new($"Argument `{name}` specified multiple times with different values: {Show(first)}, {Show(second)}");

    private static string? Twice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name));
    }

    private static int IndexOf(ImmutableArray<AnalysisArgument>.Builder arguments, string name)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Name == name)
                return i;
        }

        return -1;
    }

    private static string Show(ArgumentValue value) => value is ArgumentValue.Text text ? $"'{text.Value}'" : "a reference";
}
