using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Lossless;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.Workbench.Conversions.Plain;

namespace Coalmine.Workbench.Conversions.Writers;

/// <summary>Writes a plain rollout as a Rollout with AnalysisTemplates: one template for each length of a step.</summary>
/// <param name="names">Names that the plain rollout does not have.</param>
/// <param name="losses">Gets what would be lost.</param>
internal sealed class ArgoWriter(ConversionNames names, Losses losses)
{
    /// <summary>What is said of every such file.</summary>
    public static ImmutableArray<string> Remarks { get; } = [ConversionMessages.PodsFirst, ConversionMessages.ArgoErrors];

    /// <summary>The documents.</summary>
    public string Write(PlainRollout rollout)
    {
        foreach (PlainCheck check in rollout.Checks)
            if (CompiledQuery.Compile(check.Query) is not CompileResult.Compiled { Query.Kind: ValueKind.InstantVector })
                losses.Add(check.Place, ConversionMessages.Query(check.Name, "its query gives no vector, or is none"));
        ImmutableArray<(TimeSpan Every, int Looks)> lengths =
            rollout.Checks.IsEmpty ? [] : [.. rollout.Steps.Select(step => (step.Every, step.Looks)).Distinct()];
        List<string> documents = [Rollout(rollout, lengths)];
        documents.AddRange(lengths.Select((length, index) => Template(rollout, index, length.Every, length.Looks)));
        return string.Join("---\n", documents);
    }

    private string Rollout(PlainRollout rollout, ImmutableArray<(TimeSpan Every, int Looks)> lengths)
    {
        List<NewNode> steps = [NewNode.Keys(("setCanaryScale", NewNode.Keys(("weight", NewNode.Number(100)))))];
        foreach (PlainStep step in rollout.Steps)
        {
            steps.Add(NewNode.Keys(("setWeight", NewNode.Number(step.Weight))));
            steps.Add(rollout.Checks.IsEmpty
                ? NewNode.Keys(("pause", NewNode.Keys(("duration", NewNode.Text(Seconds(step.Looks * step.Every))))))
                : NewNode.Keys(("analysis", NewNode.Keys(("templates", NewNode.List(
                    NewNode.Keys(("templateName", NewNode.Text(TemplateName(lengths.IndexOf((step.Every, step.Looks))))))))))));
        }

        NewNode canary = NewNode.Keys(
            ("canaryService", NewNode.Text($"{names.Service}-canary")),
            ("stableService", NewNode.Text($"{names.Service}-stable")),
            ("trafficRouting", NewNode.Keys(("istio", NewNode.Keys(("virtualService", NewNode.Keys(("name", NewNode.Text(names.Service)))))))),
            ("steps", NewNode.List([.. steps])));
        return NewManifest.Document(
            "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n",
            ("metadata", Metadata(names.Service)),
            ("spec", NewNode.Keys(
                ("replicas", NewNode.Number(names.Replicas)),
                ("workloadRef", NewNode.Keys(
                    ("apiVersion", NewNode.Text("apps/v1")), ("kind", NewNode.Text("Deployment")), ("name", NewNode.Text(names.Service)))),
                ("strategy", NewNode.Keys(("canary", canary))))));
    }

    private string Template(PlainRollout rollout, int index, TimeSpan every, int looks) => NewManifest.Document(
        "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\n",
        ("metadata", Metadata(TemplateName(index))),
        ("spec", NewNode.Keys(("metrics", NewNode.List([.. rollout.Checks.Zip(MetricNames(rollout), (check, name) => Metric(check, name, every, looks))])))));

    private static ImmutableArray<string> MetricNames(PlainRollout rollout) => NewManifest.Names(rollout.Checks.Select(check => check.Name));

    private NewNode Metric(PlainCheck check, string name, TimeSpan every, int looks) => NewNode.Keys(
        ("name", NewNode.Text(name)),
        ("initialDelay", NewNode.Text(Seconds(every))),
        ("interval", NewNode.Text(Seconds(every))),
        ("count", NewNode.Number(looks)),
        ("failureLimit", NewNode.Number(0)),
        ("successCondition", NewNode.Text(Condition(check))),
        ("provider", NewNode.Keys(("prometheus", NewNode.Keys(("address", NewNode.Text(names.Prometheus)), ("query", NewNode.Text(check.Query)))))));

    private static string Condition(PlainCheck check)
    {
        string compared = string.Create(CultureInfo.InvariantCulture, $"result[0] {(check.IsAtMost ? "<=" : ">=")} {(decimal)check.Limit}");
        return (check.EmptyPasses, check.NanPasses) switch
        {
            (true, true) => $"len(result) == 0 || isNaN(result[0]) || {compared}",
            (true, false) => $"len(result) == 0 || {compared}",
            (false, true) => $"len(result) > 0 && (isNaN(result[0]) || {compared})",
            _ => $"len(result) > 0 && {compared}",
        };
    }

    private NewNode Metadata(string name) => NewNode.Keys(("name", NewNode.Text(name)), ("namespace", NewNode.Text(names.Namespace)));

    private string TemplateName(int index) => string.Create(CultureInfo.InvariantCulture, $"{names.Service}-checks-{index + 1}");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s");
}
