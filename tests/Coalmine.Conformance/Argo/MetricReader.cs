using System.Text.Json;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
namespace Coalmine.Conformance.Argo;
internal static class MetricReader
{
    public static AnalysisSpec Analysis(JsonElement metrics, JsonElement rest) => new()
    {
        Metrics = [.. metrics.EnumerateArray().Select(m => new MetricSpec
        {
            Name = m.GetProperty("name").GetString()!,
            Interval = CaseFields.Text(m, "interval"),
            InitialDelay = CaseFields.Text(m, "initialDelay"),
            Count = CaseFields.Whole(m, "count") is { } c ? c : null,
            SuccessCondition = CaseFields.Text(m, "successCondition") ?? "",
            FailureCondition = CaseFields.Text(m, "failureCondition") ?? "",
            FailureLimit = CaseFields.Whole(m, "failureLimit") is { } f ? f : null,
        })],
    };
}
