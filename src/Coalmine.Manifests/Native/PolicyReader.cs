using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Native;

/// <summary>Reads a policy file.</summary>
public static class PolicyReader
{
    /// <summary>The schema of policy files.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine policy", new PolicyMappingReader());

    /// <summary>Reads a document of kind <see cref="FileKind.Policy"/>; another kind is refused.</summary>
    public static ReadResult<PolicyFile> Read(Document document) => FileKindReader.Expect(document, FileKind.Policy).Then(checkedDocument =>
    {
        DiagnosticList said = new(checkedDocument.File);
        return new PolicyMappingReader().TryRead(checkedDocument.Root, said, out PolicyDraft? draft)
            ? said.Finish(draft.Finish(checkedDocument, said))
            : said.Refuse<PolicyFile>();
    });
}
