using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Tests.Lints;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Rules;
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
    public void Read_OneMistake_IsAnErrorAtItsPlace(string id, string rule) => Assert.Equal(Severity.Error, Linted.AssertAtMark(id, Linted.Rule(rule)).Severity);

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

    [Fact]
    public void Compile_AGroup_IsWhatIsEvaluated()
    {
        RuleGroupManifest group = Only("groups:\n- name: g\n  query_offset: 1m\n  labels: {team: x, kind: group}\n  rules:\n  - {record: a:b, expr: 1, labels: {kind: rule}}\n"
            + "  - {alert: A, expr: 'x > 1', for: 5m, labels: {who: '{{ $labels.pod }}'}}\n").Groups[0];
        RuleGroup compiled = Assert.IsType<ReadResult<RuleGroup>.Read>(RuleGroupCompiler.Compile(group, new PromQLOptions(PromQLMode.V3))).Value;
        Assert.Equal(("g", 60_000L, 60_000L), (compiled.Name, compiled.IntervalMilliseconds, compiled.QueryOffsetMilliseconds));
        Rule.Recording record = Assert.IsType<Rule.Recording>(compiled.Rules[0]);
        Assert.Equal(["kind=rule", "team=x"], record.Labels.Select(label => $"{label.Name}={label.Value}"));
        Rule.Alerting alert = Assert.IsType<Rule.Alerting>(compiled.Rules[1]);
        Assert.Equal(("A", 300_000L, 3), (alert.Name, alert.ForMilliseconds, alert.Labels.Count));
    }

    [Theory]
    [InlineData("record: r, expr: '\"text\"'")]
    [InlineData("record: r, expr: 'count_values(\"v\", x)'")]
    [InlineData("alert: a, expr: x, labels: {severity: '{{ $value }}'}")]
    public void Compile_WhatCannotBeEvaluated_IsRefusedAtItsPlace(string rule)
    {
        RuleGroupManifest group = Only(Linted.Rule(rule)).Groups[0];
        ReadResult<RuleGroup> result = RuleGroupCompiler.Compile(group, new PromQLOptions(PromQLMode.V3));
        Assert.Equal(4, Assert.Single(Assert.IsType<ReadResult<RuleGroup>.Refused>(result).Diagnostics).Position.Line);
    }

    [Fact]
    public void Read_AnExpressionOfPrometheus3Only_IsRead() => Assert.Empty(Linted.Set(Linted.Rule("record: r, expr: 'rate(x[300])'")).Diagnostics);

    private static RuleFileManifest Only(string text) => Assert.Single(Linted.Set(text).RuleFiles);
}
