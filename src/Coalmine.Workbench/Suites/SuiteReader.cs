using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Schemas;
using Coalmine.Workbench.Suites.Reading;

namespace Coalmine.Workbench.Suites;

/// <summary>Reads a suite file.</summary>
public static class SuiteReader
{
    /// <summary>The schema of suite files.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine suite", new SuiteMappingReader());

    /// <summary>Reads a document of kind <see cref="FileKind.Suite"/>; another kind is refused.</summary>
    public static ReadResult<Suite> Read(Document document) => FileKindReader.Expect(document, FileKind.Suite).Then(expected =>
    {
        DiagnosticList said = new(expected.File);
        return new SuiteMappingReader().TryRead(expected.Root, said, out Suite? suite)
            ? said.Finish(suite with { File = expected.File, Name = expected.Name })
            : said.Refuse<Suite>();
    });
}
