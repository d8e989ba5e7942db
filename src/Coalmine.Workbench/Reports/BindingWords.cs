using Coalmine.PromQL.Bindings;

namespace Coalmine.Workbench.Reports;

/// <summary>What the parts of a binding are called in files: stable, and apart from the names in code.</summary>
internal static class BindingWords
{
    /// <summary>What is measured.</summary>
    public static string Of(MetricRole role) => role switch
    {
        MetricRole.Requests => "requests",
        MetricRole.Latency => "latency",
        MetricRole.Quality => "quality",
        MetricRole.Labelled => "labelled",
        MetricRole.Right => "right",
        MetricRole.Conversions => "conversions",
        MetricRole.Memory => "memory",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Allowed: a known role."),
    };

    /// <summary>Whose series.</summary>
    public static string Of(ArmSide side) => side switch
    {
        ArmSide.None => "none",
        ArmSide.Baseline => "baseline",
        ArmSide.Canary => "canary",
        ArmSide.Both => "both",
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, "Allowed: a known side."),
    };

    /// <summary>Which requests.</summary>
    public static string Of(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Any => "any",
        RequestOutcome.Answered => "answered",
        RequestOutcome.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Allowed: a known outcome."),
    };

    /// <summary>Which part of a metric.</summary>
    public static string Of(SeriesPart part) => part switch
    {
        SeriesPart.Value => "value",
        SeriesPart.Bucket => "bucket",
        SeriesPart.Sum => "sum",
        SeriesPart.Count => "count",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Allowed: a known part."),
    };
}
