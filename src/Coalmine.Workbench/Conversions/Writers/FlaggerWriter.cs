using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Conversions.Plain;

namespace Coalmine.Workbench.Conversions.Writers;

/// <summary>Writes a plain rollout as a Canary with MetricTemplates.</summary>
/// <param name="names">Names that the plain rollout does not have.</param>
/// <param name="losses">Gets what would be lost.</param>
internal sealed class FlaggerWriter(ConversionNames names, Losses losses)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    /// <summary>What is said of every such file.</summary>
    public static ImmutableArray<string> Remarks { get; } = [ConversionMessages.FlaggerTicks, ConversionMessages.FlaggerPromotes];

    /// <summary>The documents.</summary>
    public string Write(PlainRollout rollout)
    {
        foreach (PlainStep step in rollout.Steps)
        {
            if (step.Looks > 1 && !rollout.Checks.IsEmpty)
                losses.Add(step.Place, ConversionMessages.LooksPerStep);
            if (step.Looks * step.Every != rollout.Steps[0].Looks * rollout.Steps[0].Every)
                losses.Add(step.Place, ConversionMessages.EqualTimes);
            if (step.Every < Shortest)
                losses.Add(step.Place, ConversionMessages.ShortInterval);
        }

        foreach (PlainCheck check in rollout.Checks.Where(check => !check.IsSingle))
            losses.Add(check.Place, ConversionMessages.NotSingle(check.Name));
        ImmutableArray<string> metrics = NewManifest.Names(rollout.Checks.Select(check => check.Name));
        return string.Join("---\n", (IEnumerable<string>)[Canary(rollout, metrics), .. rollout.Checks.Zip(metrics, Template)]);
    }

    private string Canary(PlainRollout rollout, ImmutableArray<string> metrics)
    {
        TimeSpan interval = rollout.Steps.IsEmpty ? Shortest : rollout.Steps[0].Looks * rollout.Steps[0].Every;
        NewNode analysis = NewNode.Keys(
            ("interval", NewNode.Text(string.Create(CultureInfo.InvariantCulture, $"{(long)interval.TotalSeconds}s"))),
            ("threshold", NewNode.Number(1)),
            ("stepWeights", NewNode.List([.. rollout.Steps.Select(step => NewNode.Number(step.Weight))])),
            ("metrics", NewNode.List([.. rollout.Checks.Zip(metrics, Metric)])));
        return NewManifest.Document(
            "apiVersion: flagger.app/v1beta1\nkind: Canary\n",
            ("metadata", Metadata(names.Service)),
            ("spec", NewNode.Keys(
                ("provider", NewNode.Text(names.Provider)),
                ("targetRef", NewNode.Keys(
                    ("apiVersion", NewNode.Text("apps/v1")), ("kind", NewNode.Text("Deployment")), ("name", NewNode.Text(names.Service)))),
                ("service", NewNode.Keys(("port", NewNode.Number(80)))),
                ("analysis", analysis))));
    }

    private NewNode Metric(PlainCheck check, string name) => NewNode.Keys(
        ("name", NewNode.Text(name)),
        ("templateRef", NewNode.Keys(("name", NewNode.Text(TemplateName(name))))),
        ("thresholdRange", NewNode.Keys((check.IsAtMost ? "max" : "min", NewManifest.Number(check.Limit)))));

    private string Template(PlainCheck check, string name) => NewManifest.Document(
        "apiVersion: flagger.app/v1beta1\nkind: MetricTemplate\n",
        ("metadata", Metadata(TemplateName(name))),
        ("spec", NewNode.Keys(
            ("provider", NewNode.Keys(("type", NewNode.Text("prometheus")), ("address", NewNode.Text(names.Prometheus)))),
            ("query", NewNode.Text(FoldedQuery.LimitStandsIn(check))))));

    private NewNode Metadata(string name) => NewNode.Keys(("name", NewNode.Text(name)), ("namespace", NewNode.Text(names.Namespace)));

    private string TemplateName(string metric) => $"{names.Service}-{metric}";
}
