using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Coalmine.Cli.Tests.Commands;
using Coalmine.Cli.Tests.Runs;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;
using Coalmine.Manifests.Tests.Native;
using Coalmine.Manifests.Tests.Readers;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>Every bad file and value of the tests is refused by the schema alone, or its message is one that no schema can give.</summary>
public sealed partial class MistakeTests
{
    /// <summary>What no schema sees, or ours does not, and why.</summary>
    private static readonly Dictionary<string, string> Unseen = new()
    {
        ["CM1001"] = "an empty file is no document",
        ["CM1002"] = "bytes, before there is a text",
        ["CM1003"] = "bytes, before there is a text",
        ["CM1004"] = "bytes, before there is a text",
        ["CM1005"] = "syntax of YAML, before there is a value",
        ["CM1006"] = "syntax of YAML, before there is a value",
        ["CM1007"] = "syntax of YAML: an alias is resolved before a schema sees it",
        ["CM1008"] = "syntax of YAML, before there is a value",
        ["CM1009"] = "syntax of YAML: a schema sees one document",
        ["CM1010"] = "syntax of YAML: a key that is there twice is there once for a schema",
        ["CM1011"] = "syntax of YAML: a tag is resolved before a schema sees it",
        ["CM1012"] = "syntax of YAML: JSON has no other keys than words",
        ["CM1205"] = "an order of values: weights rise",
        ["CM1206"] = "two keys: weight and total",
        ["CM1301"] = "a warning: such a file is read",
        ["CM1303"] = "two keys: every and maximum",
        ["CM1304"] = "a sum over all steps",
        ["CM1314"] = "two branches: a check and the plan's shadow stage",
        ["CM1316"] = "two branches: a check and the policy's method",
        ["CM1318"] = "two branches: a check and the policy's method",
        ["CM1319"] = "two branches: a check and the policy's method",
        ["CM1320"] = "a warning: such a file is read",
        ["CM1322"] = "two entries of a list: checks of one name",
        ["CM1330"] = "two files: what the scenario's telemetry can answer",
        ["CM2001"] = "the file system",
        ["CM2002"] = "the file system",
        ["CM2003"] = "the file system",
        ["CM2102"] = "two keys: an upper quantile lies above the median",
        ["CM2104"] = "a sum over a list: the shares of a mixture",
        ["CM2105"] = "two branches: a fault and the arm that it hits",
        ["CM2107"] = "an order of values: bounds rise",
        ["CM2108"] = "two branches: revenue and the telemetry's buckets",
        ["CM2109"] = "two keys: jitter and scrape",
        ["CM2110"] = "what the world computes: the claimed truth",
    };

    public static TheoryData<string, string, string> BadFiles => [.. All().Select(bad => (bad.Kind, bad.Text, bad.Id))];

    public static TheoryData<string, string, string> BadTexts =>
    [
        .. UnitTexts.Durations.Select(row => ("duration", row.Data.Item1, row.Data.Item2[..6])),
        .. UnitTexts.Shares.Select(row => ("share", row.Data.Item1, row.Data.Item2[..6])),
        .. UnitTexts.Rates.Select(row => ("rate", row.Data.Item1, row.Data.Item2[..6])),
        .. UnitTexts.Latencies.Select(row => ("latency", row.Data.Item1, row.Data.Item2[..6])),
        .. UnitTexts.Counts.Select(row => ("count", row.Data.Item1, row.Data.Item2[..6])),
    ];

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Schema_OfABadFile_RefusesItOrCannotSeeWhy(string kind, string text, string id)
    {
        SchemaCheck schema = kind == "scenario" ? SchemaCheck.Scenario : SchemaCheck.Policy;
        Assert.Equal(Unseen.ContainsKey(id), IsAllowed(schema, text));
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void Schema_OfABadText_RefusesIt(string unit, string text, string id)
    {
        Assert.DoesNotContain(id, Unseen.Keys);
        Assert.False(UnitSchema.Of(unit).Allows(CoreScalar.Plain(text)));
        Assert.False(UnitSchema.Of(unit).Allows(JsonValue.Create(text)));
    }

    [Fact]
    public void Ids_OfAllMessages_AreRefusedInAnExampleOrNamedAsUnseen()
    {
        string[] ids = [.. Sources().SelectMany(text => Id().Matches(text)).Select(match => match.Value.Trim('"')).Distinct().Order(StringComparer.Ordinal)];
        string[] placed = [.. All().Select(bad => bad.Id).Concat(Unseen.Keys).Distinct().Order(StringComparer.Ordinal)];
        Assert.NotEmpty(ids);
        Assert.Equal(ids, placed);
    }

    private static bool IsAllowed(SchemaCheck schema, string text)
    {
        // Where there is no document there is nothing for a schema to refuse.
        ReadResult<Document> document = SourceDecoder.Decode("f.yaml", Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne);
        return document is not ReadResult<Document>.Read read || schema.Allows(read.Value.Root);
    }

    private static IEnumerable<(string Kind, string Text, string Id)> All() =>
    [
        .. PolicyMistakes.Plans.Select(row => ("policy", PolicyText.Of($"plan: {{ {row.Data.Item1} }}", PolicyText.Checks), IdOf(row.Data.Item2))),
        .. PolicyMistakes.Checks.Select(row => ("policy", PolicyText.Of(PolicyText.Plan, $"checks: [ {{ {row.Data.Item1} }} ]"), IdOf(row.Data.Item2))),
        .. PolicyMistakes.Lines.Select(row => ("policy", PolicyText.Of(PolicyText.Plan, PolicyText.Checks, row.Data.Item1), IdOf(row.Data.Item2))),
        .. PolicyMistakes.Files.Select(row => ("policy", row.Data.Item1, IdOf(row.Data.Item2))),
        .. ScenarioMistakes.NeededLines.Select(row => ("scenario", ScenarioText.With(row.Data.Item1), IdOf(row.Data.Item2))),
        .. ScenarioMistakes.FurtherLines.Select(row => ("scenario", ScenarioText.Of(row.Data.Item1), IdOf(row.Data.Item2))),
        .. FileMistakes.Scenarios.Select(row => ("scenario", Written(SmallFiles.Scenario, row.Data.Item1, row.Data.Item2), row.Data.Item5)),
        .. FileMistakes.Policies.Select(row => ("policy", Written(SmallFiles.Policy, row.Data.Item1, row.Data.Item2), row.Data.Item5)),
        .. FileMistakes.Files.Select(row => ("policy", row.Data.Item1, row.Data.Item3)),
    ];

    private static string Written(string text, string right, string wrong) => text.Replace(right, wrong, StringComparison.Ordinal);

    private static string IdOf(string said) => Regex.Match(said, "CM[0-9]{4}").Value;

    private static IEnumerable<string> Sources() =>
        from room in new[] { "Coalmine.Manifests", "Coalmine.Workbench" }
        let folder = Path.Combine(ShippedFiles.Folder, "..", "src", room)
        from path in Directory.EnumerateFiles(folder, "*Messages.cs", SearchOption.AllDirectories)
        select File.ReadAllText(path);

    [GeneratedRegex("\"CM[0-9]{4}\"")]
    private static partial Regex Id();
}
