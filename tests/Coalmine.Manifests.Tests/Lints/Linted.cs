using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Xunit;

namespace Coalmine.Manifests.Tests.Lints;

/// <summary>Texts of manifests, and what is found in them.</summary>
internal static class Linted
{
    /// <summary>The set of one file.</summary>
    public static ManifestSet Set(string text) => ManifestSet.Of(File("f.yaml", text));

    /// <summary>A file.</summary>
    public static ManifestFile File(string name, string text) =>
        Assert.IsType<ReadResult<ManifestFile>.Read>(ManifestFile.Load(name, Encoding.UTF8.GetBytes(text))).Value;

    /// <summary>What is found in a text.</summary>
    public static ImmutableArray<Finding> Of(string text) => Linter.Lint(Set(text));

    /// <summary>Asserts that an id is found at the mark <c>§</c> and nowhere else.</summary>
    public static Finding AssertAtMark(string id, string marked)
    {
        string[] before = marked[..marked.IndexOf('§', StringComparison.Ordinal)].Split('\n');
        string text = marked.Replace("§", "", StringComparison.Ordinal);
        Finding[] found = [.. Of(text).Where(finding => finding.Id == id)];
        string place = string.Create(CultureInfo.InvariantCulture, $"{before.Length}:{before[^1].Length + 1}");
        Assert.Equal([place], found.Select(finding => finding.Start.ToString()));
        return found[0];
    }

    /// <summary>Asserts that an id is not found.</summary>
    public static void AssertAbsent(string id, string text) => Assert.DoesNotContain(Of(text), finding => finding.Id == id);

    /// <summary>A Rollout with routing; what stands under <c>canary</c> is given, beginning in the first column.</summary>
    public static string Rollout(string canary) => Head("argoproj.io/v1alpha1", "Rollout", "r") +
        "spec:\n  replicas: 10\n  selector: {}\n  template: {}\n  strategy:\n    canary:\n      canaryService: c\n      stableService: s\n      trafficRouting: {istio: {}}\n"
        + Indent(canary, 6);

    /// <summary>An analysis template <c>t</c> with one metric, whose other fields are given in flow style.</summary>
    public static string Template(string fields, string query = "sum(rate(x[1m]))") => Head("argoproj.io/v1alpha1", "AnalysisTemplate", "t")
        + $"spec:\n  metrics:\n  - {{name: m, {fields}}}\n".Replace("PROVIDER", $"provider: {{prometheus: {{query: '{query}'}}}}", StringComparison.Ordinal);

    /// <summary>A Canary of a Deployment <c>d</c>; what stands under <c>analysis</c> is given, beginning in the first column.</summary>
    public static string Canary(string analysis, string spec = "") => Head("flagger.app/v1beta1", "Canary", "c")
        + $"spec:\n  targetRef: {{kind: Deployment, name: d}}\n  service: {{port: 80}}\n{Indent(spec, 2)}  analysis:\n{Indent(analysis, 4)}";

    /// <summary>A metric template <c>t</c> for Prometheus.</summary>
    public static string MetricTemplate(string query, string type = "prometheus") =>
        Head("flagger.app/v1beta1", "MetricTemplate", "t") + $"spec:\n  provider: {{type: {type}}}\n  query: '{query}'\n";

    /// <summary>A rule file with one rule, given in flow style.</summary>
    public static string Rule(string rule) => $"groups:\n- name: g\n  rules:\n  - {{{rule}}}\n";

    /// <summary>An object's head.</summary>
    public static string Head(string version, string kind, string name) => $"---\napiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}}}\n";

    private static string Indent(string text, int columns) => text.Length == 0 ? ""
        : string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"{new string(' ', columns)}{line}\n"));
}
