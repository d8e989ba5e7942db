using System.Collections.Immutable;
using System.Text;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Tests.Policies;
using Xunit;

namespace Coalmine.Workbench.Tests.Linting;

public sealed class LintMendingTests
{
    [Theory]
    [InlineData("argo-guide", 5)]
    [InlineData("prometheus-rules-guide", 1)]
    [InlineData("flagger-guide", 0)]
    [InlineData("argo-repaired", 0)]
    public void File_OfAGuide_IsMendedOnce_InItsOwnLinesOnly(string name, int expected)
    {
        ManifestSet set = ManifestText.Shipped(name);
        (ManifestFile file, int mended) = Assert.Single(LintMending.Of(set.Files, LintOptions.Default));
        Assert.Equal(expected, mended);
        Assert.DoesNotContain(Linter.Lint(ManifestSet.Of(file)), finding => !finding.Edits.IsEmpty);
        Assert.Equal((file, 0), Assert.Single(LintMending.Of([file], LintOptions.Default)));
        string[] before = Lines(set.Files[0]), after = Lines(file);
        Assert.Equal(before.Length, after.Length);
        if (expected == 0)
            Assert.Same(set.Files[0], file);
    }

    [Fact]
    public void Findings_AtOnePlace_AreAllMended()
    {
        // The same query counts twice (no reporter) and never pairs (predictor_name); both are mended in its text.
        const string rule = "groups:\n- name: g\n  rules:\n  - alert: A  # kept\n    labels: {severity: page}\n    annotations: {summary: s}\n    expr: 'rate(istio_requests_total"
            + "{predictor_name=\"x\"}[5m]) / rate(istio_requests_total{predictor_name=\"y\"}[5m]) > 2'\n";
        ManifestSet set = ManifestText.Set(("rules.yaml", rule));
        Assert.Equal(["CM1912", "CM1916"], Mendable(set).Select(finding => finding.Id).Order());
        (ManifestFile file, int mended) = Assert.Single(LintMending.Of(set.Files, LintOptions.Default));
        Assert.Equal(2, mended);
        Assert.Equal(
            rule.Replace("istio_requests_total{", "istio_requests_total{reporter=\"destination\",", StringComparison.Ordinal)
                .Replace(" / ", " / ignoring(predictor_name) ", StringComparison.Ordinal),
            Encoding.UTF8.GetString(file.ToBytes()));
        Assert.Empty(Mendable(ManifestSet.Of(file)));
    }

    [Fact]
    public void Files_OfOneSet_AreMendedEachInItsPlace()
    {
        ManifestSet set = ManifestText.Set(
            ("r.yaml", ManifestText.Rollout()), ("t.yaml", ManifestText.Asking(ManifestText.ErrorShare, "result[0] < 0.05")));
        ImmutableArray<(ManifestFile File, int Mended)> mended = LintMending.Of(set.Files, LintOptions.Default);
        Assert.Equal([("r.yaml", 0), ("t.yaml", 1)], mended.Select(each => (each.File.Source.File, each.Mended)));
        Assert.Equal(
            ManifestText.Asking(ManifestText.ErrorShare, "len(result) > 0 && result[0] < 0.05"), Encoding.UTF8.GetString(mended[1].File.ToBytes()));
    }

    private static IEnumerable<Finding> Mendable(ManifestSet set) => Linter.Lint(set).Where(finding => !finding.Edits.IsEmpty);

    private static string[] Lines(ManifestFile file) => Encoding.UTF8.GetString(file.ToBytes()).Split('\n');
}
