using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Coalmine.Cli.Tests.Runs;
using Coalmine.Workbench.Suites.Outputs;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Tests.Schemas;
using Json.Schema;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>One suite with everything in it (held, breached, undecided, written) in every form, each held against what the form demands.</summary>
public sealed class SuiteOutputTests
{
    internal static Lazy<SuiteResult> Everything { get; } = new(Run);

    [Fact]
    public void JUnit_HoldsItsSchema_AndCountsEveryOutcome()
    {
        XDocument document = XDocument.Parse(Golden.TextOf(stream => SuiteJUnit.Write([Everything.Value], stream)));
        XmlSchemaSet schemas = new();
        using XmlReader reader = XmlReader.Create(Path.Combine(ShippedFiles.Folder, "..", "tests", "Coalmine.Workbench.Tests", "Suites", "junit.xsd"));
        schemas.Add(null, reader);
        List<string> problems = [];
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        Assert.Empty(problems);
        XElement root = document.Root!;
        Assert.Equal(("5", "2", "1"), ((string)root.Attribute("tests")!, (string)root.Attribute("failures")!, (string)root.Attribute("errors")!));
        Assert.Equal(2, root.Descendants("failure").Count());
        Assert.Equal("undecided", (string)Assert.Single(root.Descendants("error")).Attribute("type")!);
    }

    [Fact]
    public void Json_HoldsItsCommittedSchema()
    {
        using JsonDocument document = JsonDocument.Parse(Golden.TextOf(stream => SuiteJson.Write([Everything.Value], stream)));
        JsonNode text = JsonNode.Parse(File.ReadAllText(Path.Combine(ShippedFiles.Folder, "schema", "test.schema.json")))!;
        Assert.True(MetaSchemas.Draft202012.Evaluate(JsonSerializer.SerializeToElement(text)).IsValid);
        EvaluationResults results = JsonSchema.FromText(text.ToJsonString())
            .Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(results.IsValid, string.Join('\n', (results.Details ?? []).Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(' ', detail.Errors!.Values)}")));
        Assert.Equal("breached", document.RootElement.GetProperty("result").GetString());
    }

    [Fact]
    public void Sarif_HasAResultForEachBreachAndEachUndecidedOne_AtItsLine()
    {
        // SARIF 2.1.0: 3.13 (log), 3.14 (run), 3.27 (result), 3.29 (physical location), 3.30 (region).
        JsonElement log = JsonDocument.Parse(Golden.TextOf(stream => SuiteSarif.Write([Everything.Value], stream))).RootElement;
        Assert.Equal("", SchemaCheck.Sarif.Explain(log));
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        JsonElement run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        string[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal(["CM2355", "CM2357", "CM2358"], results.Select(result => result.GetProperty("ruleId").GetString()));
        Assert.All(results, result => Assert.Contains(result.GetProperty("ruleId").GetString(), rules));
        Assert.Equal(["error", "warning", "error"], results.Select(result => result.GetProperty("level").GetString()));
        JsonElement place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.EndsWith("policy.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(6, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void Annotations_AreOneLineEach_AndEscaped()
    {
        string[] lines = [.. SuiteAnnotations.Of(Everything.Value)];
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Matches("^::(error|warning) file=[^:,]+,line=[0-9]+,col=[0-9]+,title=CM23[0-9]{2}::[^\r\n]+$", line));
        Assert.Contains("%25", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("5% is", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_HasARowForEachExpectation_AndSaysHowToSeeIt()
    {
        string text = Golden.TextOf(stream => SuiteSummary.Write([Everything.Value], stream));
        Assert.StartsWith("## BREACHED: suite: 2 hold, 1 breached, 1 undecided; 0 of 1 written moments came as expected\n", text, StringComparison.Ordinal);
        Assert.Contains("| scenario under policy | `missedRegression atMost 5%` | **breached** | 100 % |", text, StringComparison.Ordinal);
        Assert.Contains("`tell scenario under policy ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_SaysWhatIsUndecidedAndWhy()
    {
        string text = string.Join('\n', SuiteText.Of(Everything.Value).Select(line => line.Text));
        Assert.Contains("open atMost 0.01% is undecided: 0 % [0, ", text, StringComparison.Ordinal);
        Assert.Contains("tell scenario under policy ", text, StringComparison.Ordinal);
        Assert.Contains("False alarm of the whole suite: at most 0.100 % (4 claims), however often it is looked at.", text, StringComparison.Ordinal);
    }

    private static SuiteResult Run()
    {
        using SuiteFolder folder = new(
            """
            kind: Suite
            replications: 200
            scenarios: [scenario.yaml]
            policies: [policy.yaml, shop.yaml]
            cases:
              - policies: [policy]
                expectations:
                  - { characteristic: missedRegression, atMost: 5% }
                  - { characteristic: promoted, atLeast: 50% }
                  - { characteristic: duration, p90AtMost: 55m }
                  - { characteristic: open, atMost: 0.01% }
              - policies: [shop]
                given: { every: 1m, answers: { errors: "0" } }
                expect: [ { at: 20m, decision: rollBack } ]
            """);
        folder.Write("policy.yaml", SmallFiles.Policy.Replace("notWorseThanBaseline: 1pp", "notWorseThanBaseline: 20pp", StringComparison.Ordinal));
        folder.Write("shop.yaml", SmallManifests.Rollout);
        return folder.Run();
    }
}
