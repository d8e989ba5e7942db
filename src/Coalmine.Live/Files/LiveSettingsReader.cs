using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Live.Files;

/// <summary>Reads files of kind <c>Live</c>.</summary>
public static class LiveSettingsReader
{
    /// <summary>The schema of the files.</summary>
    public static JsonObject Schema() => SchemaDocument.Of("Coalmine live settings", new LiveMappingReader(""));

    /// <summary>Reads a document. Paths in it are relative to its folder.</summary>
    public static ReadResult<LiveSettings> Read(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        DiagnosticList said = new(document.File);
        if (document.Root is Node.Mapping root
            && root.Entries.FirstOrDefault(entry => entry.Key.Text == "kind") is { Value: Node.Scalar kind } && kind.Text != "Live")
        {
            said.Add(kind.Start, LiveFileMessages.NotLive(kind.Text));
            return said.Refuse<LiveSettings>();
        }

        return new LiveMappingReader(document.File).TryRead(document.Root, said, out LiveSettings? settings)
            ? said.Finish(settings)
            : said.Refuse<LiveSettings>();
    }
}
