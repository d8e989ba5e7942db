using System.Collections.Immutable;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>
/// A file of another system, with all its documents, that can be written back: untouched it gives its own bytes again, and an edit changes only the characters
/// of what it changes; comments, anchors, quoting, unknown keys and line ends stay. Immutable: an edit gives a new file.
/// </summary>
public sealed class ManifestFile
{
    private readonly bool _hasMark;

    private ManifestFile(SourceText source, bool hasMark, ImmutableArray<Document> documents)
    {
        Source = source;
        _hasMark = hasMark;
        Documents = documents;
    }

    /// <summary>The text, without a byte order mark; spans of nodes count in it.</summary>
    public SourceText Source { get; }

    /// <summary>The documents that hold anything, in order.</summary>
    public ImmutableArray<Document> Documents { get; }

    /// <summary>
    /// Reads a file. Refused with located diagnostics: what is no UTF-8 text or no YAML, keys that are there twice, aliases of unknown anchors, and what goes
    /// beyond <see cref="YamlLimits"/> or <see cref="SourceDecoder.MaximumBytes"/>. A file without any document is read, with a note.
    /// </summary>
    /// <param name="file">The file's name, for diagnostics.</param>
    /// <param name="bytes">Its content.</param>
    public static ReadResult<ManifestFile> Load(string file, ReadOnlySpan<byte> bytes)
    {
        bool hasMark = bytes.StartsWith(Encoding.UTF8.Preamble);
        if (bytes.Length <= SourceDecoder.MaximumBytes && (hasMark ? bytes[Encoding.UTF8.Preamble.Length..] : bytes).IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            // The decoder's complaint about empty files names files of ours.
            string blank = Encoding.UTF8.GetString(hasMark ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
            return WithoutDocuments(new ManifestFile(new SourceText(file, blank), hasMark, []));
        }

        return SourceDecoder.Decode(file, bytes).Then(source => Load(source, hasMark));
    }

    /// <summary>The file's bytes: those it was read from, with its edits.</summary>
    public byte[] ToBytes() => _hasMark ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Source.Text)] : Encoding.UTF8.GetBytes(Source.Text);

    /// <summary>The node at a path; nothing where there is none.</summary>
    public Node? Find(NodePath path)
    {
        if (path.Document >= Documents.Length)
            return null;
        Node? node = Documents[path.Document].Root;
        foreach (PathStep step in path.Steps)
        {
            node = (node, step.Key) switch
            {
                (Node.Mapping mapping, { } key) => mapping.Find(key)?.Value,
                (Node.Sequence list, null) when step.Index < list.Items.Length => list.Items[step.Index],
                _ => null,
            };
            if (node is null)
                return null;
        }

        return node;
    }

    /// <summary>
    /// Makes edits, all of them or none. The result is read again and compared with what the edits ask for: where anything else would have changed, they are
    /// refused.
    /// </summary>
    /// <param name="edits">The edits; their paths are those of this file. Two of them must not concern the same node, or one a part of the other.</param>
    /// <returns>The new file; or why it was refused, at the place of the node that an edit concerns.</returns>
    public ReadResult<ManifestFile> Apply(params IReadOnlyList<Edit> edits) => new EditRun(this).Apply(edits);

    /// <summary>The same file with another text.</summary>
    internal ReadResult<ManifestFile> WithText(string text) => Load(Source with { Text = text }, _hasMark);

    private static ReadResult<ManifestFile> Load(SourceText source, bool hasMark) => YamlLoader.LoadAll(source).Then(documents =>
    {
        ManifestFile file = new(source, hasMark, documents);
        return documents.IsEmpty ? WithoutDocuments(file) : new DiagnosticList(source.File).Finish(file);
    });

    private static ReadResult<ManifestFile> WithoutDocuments(ManifestFile file)
    {
        DiagnosticList said = new(file.Source.File);
        said.Add(TextPosition.Start, Messages.NoDocuments);
        return said.Finish(file);
    }
}
