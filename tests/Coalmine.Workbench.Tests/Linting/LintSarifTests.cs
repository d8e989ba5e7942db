using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Lints;
using Coalmine.Workbench.Linting;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Tests.Policies;
using Coalmine.Workbench.Tests.Schemas;
using Xunit;

namespace Coalmine.Workbench.Tests.Linting;

/// <summary>
/// What SARIF 2.1.0 (OASIS standard, 27 March 2020) demands of the parts that are written: 3.13 (log), 3.14 (run), 3.19 (tool component), 3.27 (result), 3.28
/// (location), 3.29 (physical location), 3.30 (region), 3.49 (rule). Every log is held against its schema as well.
/// </summary>
public sealed class LintSarifTests
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    [Fact]
    public void Log_OfEveryShippedManifest_HasWhatTheStandardDemands()
    {
        string[] names = ["argo-guide", "argo-repaired", "flagger-guide", "kserve-guide", "seldon-canary", "prometheus-rules-guide"];
        foreach (string name in names)
        {
            LintReport report = new([$"{name}.yaml"], Linter.Lint(ManifestText.Shipped(name)), []);
            JsonElement run = AssertLog(Log(report));
            Assert.Equal(report.Findings.Select(finding => finding.Id), run.GetProperty("results").EnumerateArray().Select(result => Text(result, "ruleId")));
        }
    }

    [Fact]
    public void Log_OfNoFindings_HasAnEmptyListOfResults() => Assert.Equal(0, AssertLog(Log(LintExamples.Nothing)).GetProperty("results").GetArrayLength());

    [Fact]
    public void Result_HasLevelPlaceAndWords()
    {
        JsonElement run = AssertLog(Log(LintExamples.Report));
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal(["error", "warning", "note"], results.Select(result => Text(result, "level")));
        Assert.Equal("It is \"so\". Write it thus. Mended: false rollback 0 % [0, 1] in healthy.", Text(results[0].GetProperty("message"), "text"));
        JsonElement place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("deploy/my%20rollout%231.yaml", Text(place.GetProperty("artifactLocation"), "uri"));
        Assert.Equal((7, 9), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));
    }

    [Fact]
    public void Rules_OfLints_SayWhatTheyFind_AndThoseOfReadersHaveTheirId()
    {
        Dictionary<string, JsonElement> rules = AssertLog(Log(LintExamples.Report)).GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .ToDictionary(rule => Text(rule, "id"));
        Assert.Equal(Linter.Rules.Single(rule => rule.Id == "CM1735").About, Text(rules["CM1735"].GetProperty("shortDescription"), "text"));
        Assert.True(rules.ContainsKey("CM1601"));
    }

    [Theory]
    [InlineData("level", "\"grave\"")]
    [InlineData("message", "\"It is so.\"")]
    [InlineData("locations", "{}")]
    [InlineData("line", "7")]
    public void Schema_RefusesAResultThatTheStandardDoesNotKnow(string member, string value)
    {
        JsonNode log = JsonNode.Parse(Log(LintExamples.Report).GetRawText())!;
        log["runs"]![0]!["results"]![0]![member] = JsonNode.Parse(value);
        Assert.NotEqual("", SchemaCheck.Sarif.Explain(JsonSerializer.SerializeToElement(log)));
    }

    private static JsonElement AssertLog(JsonElement log)
    {
        Assert.Equal("", SchemaCheck.Sarif.Explain(log));
        Assert.Equal("2.1.0", Text(log, "version"));
        Assert.True(Uri.IsWellFormedUriString(Text(log, "$schema"), UriKind.Absolute));
        JsonElement run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        Assert.Equal("utf16CodeUnits", Text(run, "columnKind"));
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("coalmine", Text(driver, "name"));
        string[] rules = [.. driver.GetProperty("rules").EnumerateArray().Select(rule => Text(rule, "id"))];
        Assert.Equal(rules.Distinct(), rules);
        Assert.All(run.GetProperty("results").EnumerateArray(), result => AssertResult(result, rules));
        return run;
    }

    private static void AssertResult(JsonElement result, string[] rules)
    {
        Assert.Contains(Text(result, "ruleId"), rules);
        Assert.Contains(Text(result, "level"), Levels);
        Assert.NotEqual("", Text(result.GetProperty("message"), "text"));
        JsonElement place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        Assert.True(Uri.IsWellFormedUriString(Text(place.GetProperty("artifactLocation"), "uri"), UriKind.RelativeOrAbsolute));
        Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() >= 1);
        Assert.True(place.GetProperty("region").GetProperty("startColumn").GetInt32() >= 1);
    }

    private static JsonElement Log(LintReport report) => JsonDocument.Parse(Golden.TextOf(stream => LintSarif.Write(report, stream))).RootElement;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
