using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Tuning.Files;

/// <summary>Reads a file that says what to tune, against what, and to which targets.</summary>
public static class TuningReader
{
    /// <summary>The schema of such files.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine tuning", new TuningMappingReader());

    /// <summary>Reads a document of kind <see cref="FileKind.Tuning"/>; another kind is refused.</summary>
    public static ReadResult<TuningFile> Read(Document document) => FileKindReader.Expect(document, FileKind.Tuning).Then(expected =>
    {
        DiagnosticList said = new(expected.File);
        return new TuningMappingReader().TryRead(expected.Root, said, out TuningFile? file)
            ? said.Finish(file with { File = expected.File })
            : said.Refuse<TuningFile>();
    });
}
