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
using Coalmine.Workbench.Tests.Suites;
using Xunit;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>Every bad file and value of the tests is refused by the schema alone, or its message is one that no schema can give.</summary>
public sealed partial class MistakeTests
{
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
        SchemaCheck schema = kind switch { "scenario" => SchemaCheck.Scenario, "suite" => SchemaCheck.Suite, _ => SchemaCheck.Policy };
        Assert.Equal(Unseen.Reasons.ContainsKey(id), IsAllowed(schema, text));
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void Schema_OfABadText_RefusesIt(string unit, string text, string id)
    {
        Assert.DoesNotContain(id, Unseen.Reasons.Keys);
        Assert.False(UnitSchema.Of(unit).Allows(CoreScalar.Plain(text)));
        Assert.False(UnitSchema.Of(unit).Allows(JsonValue.Create(text)));
    }

    [Fact]
    public void Ids_OfAllMessages_AreRefusedInAnExampleOrNamedAsUnseen()
    {
        string[] ids = [.. Sources().SelectMany(text => Id().Matches(text)).Select(match => match.Value.Trim('"')).Distinct().Order(StringComparer.Ordinal)];
        string[] placed = [.. All().Select(bad => bad.Id).Concat(Unseen.Reasons.Keys).Distinct().Order(StringComparer.Ordinal)];
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
        .. ScenarioMistakes.ModelLines.Select(row => ("scenario", ScenarioText.Of(row.Data.Item1), IdOf(row.Data.Item2))),
        .. ScenarioMistakes.FurtherLines.Select(row => ("scenario", ScenarioText.Of(row.Data.Item1), IdOf(row.Data.Item2))),
        .. TrafficMistakes.Lines.Select(row => ("scenario", ScenarioText.With(row.Data.Item1), IdOf(row.Data.Item2))),
        .. SuiteMistakes.Lines.Select(row => ("suite", SuiteTexts.With(row.Data.Item1), IdOf(row.Data.Item2))),
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
            // What a conversion loses is said of manifests, which have their own schemas.
        where Path.GetFileName(path) != "ConversionMessages.cs"
        select File.ReadAllText(path);

    [GeneratedRegex("\"CM[0-9]{4}\"")]
    private static partial Regex Id();
}
