using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Live.Operating.Watching;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Parsing;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>Alerts and dashboards that are made of a policy.</summary>
public sealed class WatchingTests
{
    private const string LiveFile = """
        kind: Live
        name: fraud
        policy: policy.yaml
        namespaces: [ml]
        target: { platform: seldon, namespace: ml, name: fraud, baseline: main, canary: candidate }
        prometheus: { url: "http://localhost:9090", metrics: { platform: seldon, name: fraud, baseline: main, canary: candidate } }
        """;

    public static TheoryData<SeriesPlatform> Platforms => [.. Enum.GetValues<SeriesPlatform>()];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void EveryQueryIsRead_AndTheRulesAreLintClean(SeriesPlatform platform)
    {
        SeriesNames names = PlatformNames.Of(platform, new SeriesTarget("fraud", "ml", "main", "candidate"));
        ImmutableArray<AlertRule> rules = AlertRules.Of(WatchedPolicy.Read(), names, "fraud");
        Assert.Equal(rules.Length, rules.Select(rule => rule.Name).Distinct().Count());
        JsonArray panels = Dashboard.Of(WatchedPolicy.Read(), names, "fraud")["panels"]!.AsArray();
        IEnumerable<string> queries = rules.Select(rule => rule.Expression)
            .Concat(panels.SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => target!["expr"]!.ToString()));
        foreach (string query in queries)
            Assert.True(PromQLParser.Parse(query.Replace("$__rate_interval", "5m", StringComparison.Ordinal)) is ParseResult.Parsed, query);
        string manifest = RuleFile.Manifest(rules, "fraud", [KeyValuePair.Create("release", "prometheus")]);
        ReadResult<ManifestFile> file = ManifestFile.Load("alerts.yaml", Encoding.UTF8.GetBytes(manifest));
        ImmutableArray<Finding> findings = Linter.Lint(ManifestSet.Of([Assert.IsType<ReadResult<ManifestFile>.Read>(file).Value]));
        Assert.DoesNotContain(findings, finding => finding.Severity != Severity.Note);
    }

    [Fact]
    public void EveryCheckWithANumber_HasItsAlertAndItsPanel()
    {
        string[] names = [.. AlertRules.Of(WatchedPolicy.Read(), WatchedPolicy.Names, "fraud").Select(rule => rule.Name)];
        Assert.Equal(
            ["CanaryLatencyP50AboveLimit", "CanaryLatencyP99AboveLimit", "CanaryLatencyP99WorseThanBaseline", "CanaryLatencyMeanAboveLimit", "CanaryErrorsAboveLimit",
                "CanaryErrorsWorseThanBaseline", "CanaryAccuracyBelowLimit", "CanaryAccuracyWorseThanBaseline", "CanaryBusinessConversionBelowLimit",
                "CanaryBusinessConversionWorseThanBaseline", "CanaryBusinessRevenueBelowLimit", "CanaryDisagreementAboveLimit", "CanaryQueueAboveLimit"],
            names.Where(name => name.StartsWith("Canary", StringComparison.Ordinal)));
        JsonNode dashboard = Dashboard.Of(WatchedPolicy.Read(), WatchedPolicy.Names, "fraud");
        JsonNode errors = dashboard["panels"]!.AsArray().Single(panel => panel!["title"]!.ToString() == "errors")!;
        Assert.Equal("percentunit", errors["fieldConfig"]!["defaults"]!["unit"]!.ToString());
        Assert.Equal(0.01, errors["fieldConfig"]!["defaults"]!["thresholds"]!["steps"]![1]!["value"]!.GetValue<double>());
        Assert.Equal(3, errors["targets"]!.AsArray().Count);
        Assert.Equal("DS", dashboard["templating"]!["list"]![0]!["name"]!.ToString());
        Assert.All(dashboard["panels"]!.AsArray(), panel => Assert.Equal("${DS}", panel!["datasource"]!["uid"]!.ToString()));
    }

    /// <summary>A policy alone: the names are those of the platform that is given, or Seldon's of the file's name, and the output says so.</summary>
    [Theory]
    [InlineData("", "deployment_name=\"fraud-guard\"", "by default: { platform: seldon, name: fraud-guard }")]
    [InlineData("{ platform: istio, namespace: ml, baseline: v1, canary: v2 }", "destination_workload=\"v2\"", "called v1 and v2")]
    public void APolicyAlone_IsWatchedByNamesThatAreTold(string metrics, string selector, string told)
    {
        WatchedRollout watched = Assert.IsType<ReadResult<WatchedRollout>.Read>(Watched("Fraud_guard.yaml", WatchedPolicy.Text, metrics)).Value;
        Assert.Equal("fraud-guard", watched.Name);
        ImmutableArray<AlertRule> rules = AlertRules.Of(watched.Policy, watched.Names, watched.Name);
        Assert.Contains(rules, rule => rule.Name == "CanaryErrorsAboveLimit" && rule.Expression.Contains(selector, StringComparison.Ordinal));
        string manifest = RuleFile.Manifest(rules, watched.Name, [], watched.About);
        Assert.Contains(told, string.Join('\n', manifest.Split('\n').TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.IsType<ReadResult<ManifestFile>.Read>(ManifestFile.Load("alerts.yaml", Encoding.UTF8.GetBytes(manifest)));
        Assert.Contains(told, Dashboard.Of(watched)["description"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy.yaml", "kind: Policy\n", "", "CM1")]
    [InlineData("policy.yaml", WatchedPolicy.Text, "{ platform: mesh }", "CM1")]
    [InlineData("policy.yaml", WatchedPolicy.Text, "{ platform: seldon, canary: baseline }", "CM3023")]
    [InlineData("live.yaml", LiveFile, "{ platform: istio }", "CM3341")]
    [InlineData("scenario.yaml", "kind: Scenario\n", "", "CM3150")]
    public void WhatCannotBeWatched_IsRefused(string file, string text, string metrics, string id) => Assert.Contains(
        Assert.IsType<ReadResult<WatchedRollout>.Refused>(Watched(file, text, metrics)).Diagnostics,
        said => said.Id.StartsWith(id, StringComparison.Ordinal));

    [Fact]
    public void PromtoolReadsTheRules()
    {
        string folder = Directory.CreateTempSubdirectory("coalmine-rules-").FullName;
        try
        {
            string file = Path.Combine(folder, "rules.yaml");
            File.WriteAllText(file, RuleFile.Plain(AlertRules.Of(WatchedPolicy.Read(), WatchedPolicy.Names, "fraud"), "fraud"));
            Assert.Equal("", Promtool.Refusal("", "check", "rules", file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// What must fire, by Prometheus itself: a canary of which every request fails beside a baseline that has no series of errors at all (the guide's rules stay
    /// silent there), half of the labelled answers wrong, and a driver that is gone while the canary has traffic; and nothing of a healthy one.
    /// </summary>
    [Fact]
    public void TheRulesFire_WhenTheyShould_ByPrometheusItself()
    {
        string folder = Directory.CreateTempSubdirectory("coalmine-rules-").FullName;
        try
        {
            string rules = Path.Combine(folder, "rules.yaml");
            File.WriteAllText(rules, RuleFile.Plain(AlertRules.Of(WatchedPolicy.Read(), WatchedPolicy.Names, "fraud"), "fraud"));
            string test = Path.Combine(folder, "test.yaml");
            File.WriteAllText(test, RuleTest.Text);
            Assert.Equal("", Promtool.Refusal("", "test", "rules", test));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ReadResult<WatchedRollout> Watched(string file, string text, string metrics) => SourceDecoder.Decode(file, Encoding.UTF8.GetBytes(text))
        .Then(YamlLoader.LoadOne).Then(document => WatchedRollout.Read(document, metrics));
}
