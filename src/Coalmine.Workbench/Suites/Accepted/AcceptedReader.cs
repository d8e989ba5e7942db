using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Schemas;
using Coalmine.Workbench.Suites.Reading;

namespace Coalmine.Workbench.Suites.Accepted;

/// <summary>Reads a file of accepted characteristics.</summary>
public static class AcceptedReader
{
    /// <summary>The schema of such files.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine accepted characteristics", new AcceptedMappingReader());

    /// <summary>Reads a document of kind <see cref="FileKind.Accepted"/>; another kind is refused.</summary>
    public static ReadResult<AcceptedFile> Read(Document document) => FileKindReader.Expect(document, FileKind.Accepted).Then(expected =>
    {
        DiagnosticList said = new(expected.File);
        return new AcceptedMappingReader().TryRead(expected.Root, said, out AcceptedFile? file)
            ? said.Finish(file with { File = expected.File })
            : said.Refuse<AcceptedFile>();
    });
}
