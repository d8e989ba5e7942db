using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;

namespace Coalmine.Manifests.Native;

/// <summary>Tells files of ours apart.</summary>
public static class FileKindReader
{
    /// <summary>The key that names the kind.</summary>
    public const string Key = "kind";

    /// <summary>Reads the kind of a file where it must be a certain one, as <see cref="Expect"/> has already seen to.</summary>
    public static ChoiceReader<FileKind> Only(FileKind kind) => new("kind", (kind.ToString(), kind));

    /// <summary>Says what a document is, without reading the rest of it.</summary>
    public static ReadResult<FileKind> Peek(Document document)
    {
        DiagnosticList said = new(document.File);
        if (document.Root is not Node.Mapping mapping)
        {
            said.Add(document.Root.Start, Messages.WrongShape(document.Root.Shape,
                "a policy, a scenario or a suite, beginning with `kind: Policy`, `kind: Scenario` or `kind: Suite`"));
            return said.Refuse<FileKind>();
        }

        Node.Entry? entry = mapping.Entries.FirstOrDefault(e => e.Key.Text == Key);
        if (entry is null)
        {
            said.Add(mapping.Start, Messages.MissingKey(Key, "the file", "`kind: Policy`, `kind: Scenario` or `kind: Suite`"));
            return said.Refuse<FileKind>();
        }

        if (entry.Value is Node.Scalar scalar)
        {
            foreach (FileKind kind in Enum.GetValues<FileKind>())
            {
                if (kind.ToString() == scalar.Text)
                    return said.Finish(kind);
            }
        }

        said.Add(entry.Value.Start, Messages.UnknownKind(
            entry.Value is Node.Scalar { Text: string read } ? read : entry.Value.Shape, Enum.GetNames<FileKind>()));
        return said.Refuse<FileKind>();
    }

    /// <summary>Goes on only with a document of the kind that is expected.</summary>
    public static ReadResult<Document> Expect(Document document, FileKind expected) => Peek(document).Then(kind =>
    {
        DiagnosticList said = new(document.File);
        if (kind != expected)
            said.Add(KindPosition(document), Messages.WrongKind(kind.ToString(), expected.ToString()));
        return said.Finish(document);
    });

    private static TextPosition KindPosition(Document document) =>
        document.Root is Node.Mapping mapping && mapping.Entries.FirstOrDefault(e => e.Key.Text == Key) is { } entry ? entry.Value.Start : document.Root.Start;
}
