using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Suites.Incidents;

/// <summary>Reads the label of an incident.</summary>
public static class IncidentReader
{
    /// <summary>The schema of labels.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine incident", new IncidentMappingReader());

    /// <summary>Reads a document of kind <see cref="FileKind.Incident"/>; another kind is refused.</summary>
    public static ReadResult<Incident> Read(Document document) => FileKindReader.Expect(document, FileKind.Incident).Then(expected =>
    {
        DiagnosticList said = new(expected.File);
        return new IncidentMappingReader().TryRead(expected.Root, said, out Incident? incident)
            ? said.Finish(incident with { File = expected.File })
            : said.Refuse<Incident>();
    });
}
