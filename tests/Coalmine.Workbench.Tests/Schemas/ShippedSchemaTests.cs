using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Incidents;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Tuning.Files;
using Json.Schema;
using Xunit;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>The schemas of the repository are what the readers say, are schemas, and allow every file that the repository ships.</summary>
public sealed class ShippedSchemaTests
{
    private static readonly Dictionary<string, Func<JsonObject>> Schemas = new()
    {
        ["scenario"] = ScenarioReader.Schema,
        ["policy"] = PolicyReader.Schema,
        ["tuning"] = TuningReader.Schema,
        ["suite"] = SuiteReader.Schema,
        ["accepted"] = AcceptedReader.Schema,
        ["incident"] = IncidentReader.Schema,
    };

    // Of what only Live reads: made by the program, which its own tests hold to what is committed.
    private static readonly Dictionary<string, Func<JsonObject>> Others = new() { ["live"] = () => Committed("live"), ["follow"] = () => Committed("follow") };

    private static readonly Dictionary<string, SchemaCheck> Checks = new()
    {
        ["Policy"] = SchemaCheck.Policy,
        ["Scenario"] = SchemaCheck.Scenario,
        ["Suite"] = SchemaCheck.Suite,
        ["Accepted"] = SchemaCheck.Accepted,
        ["Tuning"] = SchemaCheck.Tuning,
        ["Incident"] = SchemaCheck.Incident,
        ["Live"] = new(Committed("live")),
        ["Follow"] = new(Committed("follow")),
    };

    // Other systems' files, which have their own schemas.
    private static readonly string[] Foreign = ["manifests", Path.Combine("suites", "ci")];

    public static TheoryData<string> Names => [.. Schemas.Keys];

    public static TheoryData<string> AllNames => [.. Schemas.Keys, .. Others.Keys];

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(ShippedFiles.Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(ShippedFiles.Folder, path))
            .Where(path =>
                !Foreign.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
                || Path.GetFileName(path) is "policy.yaml" or "argo-follow.yaml" or "flagger-follow.yaml" or "compare.yaml")
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_Committed_IsWhatTheReadersSay(string name)
    {
        string file = Path.Combine(ShippedFiles.Folder, "schema", $"{name}.schema.json");
        string remake = $"{file} is not what the readers say; remake it with `./coalmine schema --out scenarios/schema` and read what has changed.";
        Assert.True(File.Exists(file), remake);
        Assert.True(File.ReadAllText(file) == Golden.TextOf(stream => SchemaJson.Write(Schemas[name](), stream)), remake);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Schema_OfTheReaders_HoldsItsMetaSchema(string name)
    {
        JsonObject schema = Of(name);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        Assert.True(MetaSchemas.Draft202012.Evaluate(JsonSerializer.SerializeToElement(schema)).IsValid);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Schema_OfTheReaders_RefersToEachOfItsDefinitions(string name)
    {
        JsonObject schema = Of(name);
        string[] references = [.. References(schema).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(schema["$defs"]!.AsObject().Select(definition => $"#/$defs/{definition.Key}"), references);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Schema_OfTheReaders_AllowsEveryShippedFile(string file)
    {
        Document document = Assert.IsType<ReadResult<Document>.Read>(FileReader.Read(Path.Combine(ShippedFiles.Folder, file))).Value;
        string kind = Assert.IsType<Node.Scalar>(Assert.IsType<Node.Mapping>(document.Root).Find(FileKindReader.Key)!.Value).Text;
        SchemaCheck own = Checks[kind];
        Assert.True(own.Allows(document.Root), own.Explain(document.Root));
        Assert.True(own.AllowsInQuotes(document.Root));
        Assert.All(Checks.Values.Where(other => other != own), other => Assert.False(other.Allows(document.Root)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_ThatNamesASchemaToTheEditor_NamesItsOwn(string file)
    {
        const string mark = "# yaml-language-server: $schema=";
        string path = Path.Combine(ShippedFiles.Folder, file);
        string[] lines = File.ReadAllLines(path);
        string kind = lines.First(line => line.StartsWith("kind: ", StringComparison.Ordinal))["kind: ".Length..].ToLowerInvariant();
        string expected = Path.Combine(ShippedFiles.Folder, "schema", $"{kind}.schema.json");
        Assert.All(
            lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal)),
            line => Assert.Equal(expected, Path.GetFullPath(line[mark.Length..], Path.GetDirectoryName(Path.GetFullPath(path))!)));
    }

    private static JsonObject Of(string name) => Schemas.GetValueOrDefault(name, Others.GetValueOrDefault(name)!)();

    private static JsonObject Committed(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(ShippedFiles.Folder, "schema", $"{name}.schema.json")))!.AsObject();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.SelectMany(entry => entry is { Key: "$ref", Value: JsonValue target } ? [target.GetValue<string>()] : References(entry.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
