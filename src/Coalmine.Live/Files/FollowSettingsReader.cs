using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Live.Files;

/// <summary>Reads files of kind <c>Follow</c>.</summary>
public static class FollowSettingsReader
{
    /// <summary>The schema of the files.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine follow settings", new FollowMappingReader(""));

    /// <summary>Reads a document. Paths in it are relative to its folder.</summary>
    public static ReadResult<FollowSettings> Read(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        DiagnosticList said = new(document.File);
        Node.Entry? first = (document.Root as Node.Mapping)?.Entries.FirstOrDefault(entry => entry.Key.Text == "kind");
        if (first is { Value: Node.Scalar { Text: not "Follow" } kind })
        {
            said.Add(kind.Start, LiveFileMessages.NotFollow(kind.Text));
            return said.Refuse<FollowSettings>();
        }

        return new FollowMappingReader(document.File).TryRead(document.Root, said, out FollowSettings? settings)
            ? said.Finish(settings)
            : said.Refuse<FollowSettings>();
    }
}
