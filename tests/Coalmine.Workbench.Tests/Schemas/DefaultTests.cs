using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>A default in a schema means what the absence of its key means.</summary>
public sealed class DefaultTests
{
    public static TheoryData<string> ScenarioFiles => [.. ShippedFiles.Scenarios.Select(path => Path.GetRelativePath(ShippedFiles.Folder, path))];

    public static TheoryData<string> PolicyFiles => [.. ShippedFiles.Policies.Select(path => Path.GetRelativePath(ShippedFiles.Folder, path))];

    [Theory]
    [MemberData(nameof(ScenarioFiles))]
    public void Scenario_WithItsDefaultsWrittenOut_IsTheSame(string file)
    {
        (Document written, int defaults) = WrittenOut(file, ScenarioReader.Schema(), SchemaCheck.Scenario);
        Assert.InRange(defaults, 1, 100);
        Assert.Equivalent(Read(Load(file)), Read(written), strict: true);

        static object Read(Document document) => Assert.IsType<ReadResult<Scenario>.Read>(ScenarioReader.Read(document)).Value.World;
    }

    [Theory]
    [MemberData(nameof(PolicyFiles))]
    public void Policy_WithItsDefaultsWrittenOut_IsTheSame(string file)
    {
        (Document written, int defaults) = WrittenOut(file, PolicyReader.Schema(), SchemaCheck.Policy);
        Assert.InRange(defaults, 1, 100);
        Assert.Equivalent(Read(Load(file)), Read(written), strict: true);

        static object Read(Document document) => Assert.IsType<ReadResult<PolicyFile>.Read>(PolicyReader.Read(document)).Value.Policy;
    }

    private static Document Load(string file) =>
        Assert.IsType<ReadResult<Document>.Read>(FileReader.Read(Path.Combine(ShippedFiles.Folder, file))).Value;

    private static (Document Document, int Defaults) WrittenOut(string file, JsonObject schema, SchemaCheck check)
    {
        Document document = Load(file);
        int defaults = 0;
        Node root = WriteOut(document.Root, schema, schema, ref defaults);
        Assert.True(check.Allows(root), check.Explain(root));
        return (document with { Root = root }, defaults);
    }

    private static Node WriteOut(Node node, JsonObject schema, JsonObject root, ref int defaults)
    {
        while (schema["$ref"] is { } reference)
            schema = root["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject();
        if (schema["anyOf"] is JsonArray forms && schema["properties"] is null)
            schema = forms.Select(form => form!.AsObject()).FirstOrDefault(form => form["properties"] is not null) ?? schema;
        switch (node)
        {
            case Node.Mapping mapping when schema["properties"] is JsonObject keys:
                List<Node.Entry> entries = [];
                foreach (Node.Entry entry in mapping.Entries)
                    entries.Add(entry with { Value = WriteOut(entry.Value, keys[entry.Key.Text]!.AsObject(), root, ref defaults) });
                foreach ((string key, JsonNode? value) in keys)
                {
                    if (value!["default"] is not { } absent || mapping.Entries.Any(entry => entry.Key.Text == key))
                        continue;
                    entries.Add(new Node.Entry(Text(key), Text(absent.ToString())));
                    defaults++;
                }

                return mapping with { Entries = [.. entries] };
            case Node.Sequence sequence when schema["items"] is JsonObject item:
                List<Node> items = [];
                foreach (Node child in sequence.Items)
                    items.Add(WriteOut(child, item, root, ref defaults));
                return sequence with { Items = [.. items] };
            default:
                return node;
        }
    }

    private static Node.Scalar Text(string text) => new(TextPosition.Start, text);
}
