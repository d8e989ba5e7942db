using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Linting;

/// <summary>The catalogue of what is said about files in which there is nothing to lint.</summary>
internal static class LintMessages
{
    private const string Takes =
        "Lint takes what decides (Rollouts and AnalysisTemplates of Argo, Canaries and MetricTemplates of Flagger), what carries traffic "
        + "(SeldonDeployments, InferenceServices, VirtualServices, DestinationRules, HTTPRoutes), PrometheusRules and rule files, and files of Coalmine's "
        + "own (policies, scenarios, suites, and what `coalmine live` reads).";

    public static Message Empty(Severity severity, bool isAll) =>
        new("CM2260", severity, $"There is nothing to lint: the file is empty, or has only comments and separators.{Allowed(isAll)}");

    public static Message NothingKnown(Severity severity, string read, bool isAll) =>
        new("CM2261", severity, $"Read {read}, in which there is nothing to lint.{Allowed(isAll)}");

    public static Message OtherObjects(string kinds, bool isAll) =>
        new("CM2262", Severity.Note, $"Read {kinds}, which lint does not know and passes over.{Allowed(isAll)}");

    private static string Allowed(bool isAll) => isAll ? $" {Takes}" : "";
}
