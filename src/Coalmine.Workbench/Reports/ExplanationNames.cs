using Coalmine.PromQL.Bindings;

namespace Coalmine.Workbench.Reports;

/// <summary>What the parts of a binding are called in texts for people.</summary>
internal static class ExplanationNames
{
    /// <summary>Whose series.</summary>
    public static string Of(ArmSide side) => side switch
    {
        ArmSide.Baseline => "the baseline's",
        ArmSide.Canary => "the canary's",
        ArmSide.Both => "both arms'",
        _ => "nobody's",
    };

    /// <summary>Which requests, before what is measured.</summary>
    public static string Of(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Answered => "answered ",
        RequestOutcome.Error => "failed ",
        _ => "",
    };

    /// <summary>What is measured.</summary>
    public static string Of(MetricRole role) => role switch
    {
        MetricRole.Requests => "requests",
        MetricRole.Latency => "requests by latency",
        MetricRole.Quality => "share of right answers",
        MetricRole.Labelled => "labelled answers",
        MetricRole.Right => "right answers",
        MetricRole.Conversions => "conversions",
        MetricRole.Memory => "memory",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Allowed: a known role."),
    };

    /// <summary>Which part of a histogram.</summary>
    public static string Of(SeriesPart part) => part switch
    {
        SeriesPart.Bucket => "buckets",
        SeriesPart.Sum => "sum",
        SeriesPart.Count => "count",
        _ => "value",
    };
}
