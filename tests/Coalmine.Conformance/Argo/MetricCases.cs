using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Conformance.Argo;

/// <summary>Cases about single metrics: their verdicts, their times, and what is checked before they run.</summary>
internal static class MetricCases
{
    private static readonly ImmutableArray<MetricProvider> Prometheus = [new MetricProvider.Prometheus("up")];

    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = new(StringComparer.Ordinal)
    {
        ["assess_metric"] = AssessMetric,
        ["phase_order"] = PhaseOrder,
        ["validate_metric"] = ValidateMetric,
        ["validate_template_for_rollout"] = ValidateTemplate,
        ["resolve_args"] = ResolveArguments,
    };

    private static IEnumerable<string> AssessMetric(ArgoCase one)
    {
        MetricLimits limits = MetricLimits.Of(ArgoValues.Metric(ArgoValues.Object(one.Inputs, "metric"), Prometheus));
        MetricCounters counters = ArgoValues.Find(one.Inputs, "counters") is { } given ? ArgoValues.Counters(given) : default;
        AnalysisPhase? last = ArgoValues.Text(one.Inputs, "last_measurement_phase") is { } name ? ArgoValues.Phase(name) : null;
        AnalysisPhase phase = limits.Assess(counters, last, ArgoValues.Flag(one.Inputs, "terminating"));
        IEnumerable<string> differences = ArgoValues.Find(one.Expected, "phase") is null ? [] : ArgoValues.Compare("phase", ArgoValues.Text(one.Expected, "phase"), phase.ToString());
        if (one.Expected.TryGetProperty("reason", out _))
            differences = differences.Concat(ArgoValues.Compare("reason", ArgoValues.Text(one.Expected, "reason") ?? "", limits.Reason(counters)));
        return differences;
    }

    private static IEnumerable<string> PhaseOrder(ArgoCase one)
    {
        bool isWorse = ArgoValues.Phase(ArgoValues.Text(one.Inputs, "new")) > ArgoValues.Phase(ArgoValues.Text(one.Inputs, "current"));
        return ArgoValues.Flag(one.Expected, "new_is_worse") == isWorse ? [] : [$"new_is_worse: expected {!isWorse}, got {isWorse}"];
    }

    private static IEnumerable<string> ValidateMetric(ArgoCase one)
    {
        string? problem;
        if (ArgoValues.Find(one.Inputs, "metrics") is { ValueKind: JsonValueKind.Array } metrics)
            problem = MetricValidation.ProblemOf([.. metrics.EnumerateArray().Select(metric => ArgoValues.Metric(metric, []))]);
        else
            problem = MetricValidation.ProblemOf(ArgoValues.Metric(ArgoValues.Object(one.Inputs, "metric"), []));
        return ConditionCases.CompareErrors(one.Expected, problem, hasPhase: false);
    }

    private static IEnumerable<string> ValidateTemplate(ArgoCase one)
    {
        bool isBackground = (ArgoValues.Text(one.Inputs, "usage") ?? "").Contains("background", StringComparison.OrdinalIgnoreCase);
        JsonElement[] metrics = ArgoValues.Find(one.Inputs, "metric") is { } metric ? [metric] : [.. ArgoValues.List(one.Inputs, "metrics")];
        var template = new AnalysisTemplate(
            new TemplateReference("template", IsClusterScoped: false),
            new AnalysisSpec
            {
                Metrics = [.. metrics.Select(item => ArgoValues.Metric(item, Prometheus))],
                Arguments = [.. new[] { "args", "template_args", "templateArgs" }.SelectMany(name => Arguments(one.Inputs, name))],
            },
            []);
        ImmutableArray<AnalysisArgument>? given = null;
        foreach (string name in new[] { "rollout_args", "rolloutArgs", "analysis_args" })
            given = ArgoValues.Find(one.Inputs, name) is null ? given : [.. Arguments(one.Inputs, name)];
        ImmutableArray<string> problems = isBackground ? TemplateValidation.ForBackground(template, given) : TemplateValidation.ForStep(template);
        return ConditionCases.CompareErrors(one.Expected, problems.IsEmpty ? null : string.Join("; ", problems), hasPhase: false);
    }

    private static IEnumerable<string> ResolveArguments(ArgoCase one)
    {
        string? error = null;
        string? text = null;
        try
        {
            text = new ArgumentText(Arguments(one.Inputs, "args")).Resolve(ArgoValues.Text(one.Inputs, "template") ?? "");
        }
        catch (ArgumentTextException fault)
        {
            error = fault.Message;
        }

        IEnumerable<string> differences = ConditionCases.CompareErrors(one.Expected, error, hasPhase: false);
        JsonProperty wanted = one.Expected.EnumerateObject()
            .FirstOrDefault(member => member.Name is not ("error" or "error_contains") && member.Value.ValueKind == JsonValueKind.String);
        return wanted.Value.ValueKind == JsonValueKind.String && text is not null ? differences.Concat(ArgoValues.Compare(wanted.Name, wanted.Value.GetString(), text)) : differences;
    }

    /// <summary>Arguments as an object of values by name, or as a list of objects with name and value.</summary>
    public static IEnumerable<AnalysisArgument> Arguments(JsonElement element, string name) => ArgoValues.Find(element, name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Select(pair => Argument(pair.Name, pair.Value)),
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(Argument),
        { } other => throw ArgoValues.Unfit(name, "an object or a list", other),
    };

    private static AnalysisArgument Argument(JsonElement item) => item.ValueKind == JsonValueKind.String
        ? new AnalysisArgument(item.GetString()!, null)
        : Argument(ArgoValues.Text(item, "name") ?? "", ArgoValues.Find(item, "value"), ArgoValues.Find(item, "valueFrom") is not null);

    private static AnalysisArgument Argument(string name, JsonElement? value, bool isElsewhere = false)
    {
        if (value is { ValueKind: not JsonValueKind.Null } given)
            return AnalysisArgument.Of(name, given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetRawText());
        return new AnalysisArgument(name, isElsewhere ? new ArgumentValue.Secret("", "") : null);
    }
}
