using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// What a rollout checks of a template it names (argoproj/argo-rollouts, commit 9f8d111d, pkg/apis/rollouts/validation/validation_references.go). A problem
/// makes the rollout InvalidSpec: nothing is deployed. The metrics themselves are not checked, see <see cref="MetricValidation"/>.
/// </summary>
public static class TemplateValidation
{
    private const string Placeholder = "dummy-value";

    /// <summary>
    /// A template of an analysis step: with the template's own defaults, not what the rollout passes, every metric must come to an end by its count. A
    /// limit of successes does not count as one.
    /// </summary>
    public static ImmutableArray<string> ForStep(AnalysisTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        string name = template.Reference.Name;
        IEnumerable<AnalysisArgument> arguments = template.Spec.Arguments
            .Select(argument => argument.Value is ArgumentValue.Text ? argument : AnalysisArgument.Of(argument.Name, Placeholder));
        try
        {
            var texts = new ArgumentText(arguments);
            return
            [
                .. template.Spec.Metrics.Select(texts.Resolve)
                    .Where(metric => MetricLimits.Of(metric).Count is null)
                    .Select(metric => Endless(name, metric)),
            ];
        }
        catch (ArgumentTextException fault)
        {
            return [$"AnalysisTemplate {name}: {fault.Message}"];
        }
    }

    /// <summary>A template of a background analysis: every argument without a value of its own must be given. Counts do not matter.</summary>
    /// <param name="template">The template.</param>
    /// <param name="given">The arguments of the rollout's analysis; null where there are none at all.</param>
    public static ImmutableArray<string> ForBackground(AnalysisTemplate template, ImmutableArray<AnalysisArgument>? given)
    {
        ArgumentNullException.ThrowIfNull(template);
        return
        [
            .. template.Spec.Arguments
                .Where(argument => argument.Value is null && !(given ?? []).Any(one => one.Name == argument.Name))
                .Select(argument => given is null ? "missing analysis arguments in rollout spec" : argument.Name),
        ];
    }

    private static string Endless(string template, MetricSpec metric) =>
        $"AnalysisTemplate {template} has metric {metric.Name} which runs indefinitely. Invalid value for count: {metric.Count?.ToString() ?? "<nil>"}";
}
