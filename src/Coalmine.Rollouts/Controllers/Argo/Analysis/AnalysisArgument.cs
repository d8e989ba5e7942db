namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>An argument of an analysis: declared by a template, or given by a rollout.</summary>
/// <param name="Name">The name in <c>{{args.name}}</c>.</param>
/// <param name="Value">The value or the default; null where a template only declares it.</param>
public sealed record AnalysisArgument(string Name, ArgumentValue? Value)
{
    /// <summary>An argument with a text as value.</summary>
    public static AnalysisArgument Of(string name, string value) => new(name, new ArgumentValue.Text(value));
}
