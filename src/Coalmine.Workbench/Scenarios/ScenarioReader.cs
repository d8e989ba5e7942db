using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads a scenario file.</summary>
public static class ScenarioReader
{
    /// <summary>The schema of scenario files.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine scenario", new ScenarioMappingReader());

    /// <summary>Reads a document of kind <see cref="FileKind.Scenario"/>; another kind is refused.</summary>
    public static ReadResult<Scenario> Read(Document document) => FileKindReader.Expect(document, FileKind.Scenario).Then(expected =>
    {
        DiagnosticList said = new(expected.File);
        return new ScenarioMappingReader().TryRead(expected.Root, said, out Scenario? scenario)
            ? said.Finish(scenario with { File = expected.File, Text = ScenarioContent.Of(expected), World = scenario.World with { Name = expected.Name } })
            : said.Refuse<Scenario>();
    });
}
