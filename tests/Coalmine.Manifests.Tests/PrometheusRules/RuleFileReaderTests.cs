using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Tests.Lints;
using Xunit;

namespace Coalmine.Manifests.Tests.PrometheusRules;

public sealed class RuleFileReaderTests
{
    [Theory]
    [InlineData("CM1901", "§record: r, alert: a, expr: x")]
    [InlineData("CM1901", "§expr: x")]
    [InlineData("CM1902", "record: r, expr: x, for: §5m")]
    [InlineData("CM1703", "§record: r")]
    [InlineData("CM1904", "alert: a, expr: x, for: §5 minutes")]
    [InlineData("CM1705", "alert: a, expr: 'sum(§'")]
    [InlineData("CM1701", "alert: a, expr: x, labels: {severity: §1}")]
    public void Read_OneMistake_IsAnErrorAtItsPlace(string id, string rule) => Assert.Equal(Diagnostics.Severity.Error, Linted.AssertAtMark(id, Linted.Rule(rule)).Severity);

    [Fact]
    public void Read_TheSameGroupTwice_IsAnError() => Linted.AssertAtMark("CM1903", "groups:\n- name: g\n- name: §g\n");

    [Fact]
    public void Read_AnObjectAndAPlainFile_AreTheSameBelowTheirGroups()
    {
        const string Groups = "groups:\n- name: g\n  interval: 30s\n  query_offset: 1m\n  limit: 5\n  labels: {team: x}\n  rules:\n  - {record: a:b, expr: 1, labels: {c: d}}\n"
            + "  - {alert: A, expr: 'x > 1', for: 1h30m, keep_firing_for: 5m, labels: {severity: page}, annotations: {summary: '{{ $value }}'}}\n";
        RuleFileManifest plain = Only(Groups);
        RuleFileManifest found = Only(Linted.Head("monitoring.coreos.com/v1", "PrometheusRule", "p") + "spec:\n"
            + string.Concat(Groups.TrimEnd().Split('\n').Select(line => $"  {line}\n")));
        Assert.False(plain.IsObject);
        Assert.True(found.IsObject);
        foreach (RuleFileManifest file in new[] { plain, found })
        {
            Assert.Empty(file.Diagnostics);
            RuleGroupManifest group = Assert.Single(file.Groups);
            Assert.Equal(("g", 30_000L, 60_000L, 5, "x"), (group.Name, group.Interval, group.QueryOffset, group.Limit, group.Labels["team"]));
            Assert.Equal(("a:b", false, "1", "d"), (group.Rules[0].Name, group.Rules[0].IsAlert, group.Rules[0].Query!.Text, group.Rules[0].Labels["c"]));
            RuleManifest alert = group.Rules[1];
            Assert.Equal(("A", true, 5_400_000L, 300_000L, "page", "{{ $value }}"),
                (alert.Name, alert.IsAlert, alert.For, alert.KeepFiringFor, alert.Labels["severity"], alert.Annotations["summary"]));
        }
    }

    private static RuleFileManifest Only(string text) => Assert.Single(Linted.Set(text).RuleFiles);
}
