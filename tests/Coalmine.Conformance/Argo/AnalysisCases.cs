namespace Coalmine.Conformance.Argo;

/// <summary>The kinds of cases about conditions, metrics and runs.</summary>
internal static class AnalysisCases
{
    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = [];
}
