namespace Coalmine.Conformance.Argo;

/// <summary>The kinds of cases about conditions, metrics and runs.</summary>
internal static class AnalysisCases
{
    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } =
        new[] { ConditionCases.Handlers, MetricCases.Handlers, PassCases.Handlers, RunCases.Handlers }.SelectMany(table => table).ToDictionary(StringComparer.Ordinal);
}
