using System.Security.Cryptography;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// What a scenario says, as one text: its keys and values in their order, and the content of the files that they name. Comments, quotes, line ends and
/// folders are not in it, nor is anything that the code makes of it, so that a new build finds the same text in the same files.
/// </summary>
internal static class ScenarioContent
{
    // Which policy is tried where none is named makes no other world.
    private const string Policy = "policy";

    /// <summary>The text; parts are preceded by their lengths, so that no two scenarios have the same.</summary>
    public static string Of(Document document)
    {
        StringBuilder text = new();
        Add(text, document.Root, Path.GetDirectoryName(document.File) ?? "");
        return text.ToString();
    }

    private static void Add(StringBuilder text, Node node, string folder)
    {
        switch (node)
        {
            case Node.Scalar scalar:
                Mark(text, '=', scalar.Text.ReplaceLineEndings("\n"));
                if (FileOf(scalar.Text, folder) is { Length: > 0 } content)
                    Mark(text, '@', content);
                break;
            case Node.Sequence sequence:
                text.Append('[');
                foreach (Node item in sequence.Items)
                    Add(text, item, folder);
                text.Append(']');
                break;
            case Node.Mapping mapping:
                text.Append('{');
                foreach (Node.Entry entry in mapping.Entries.Where(entry => entry.Key.Text != Policy))
                {
                    Mark(text, ':', entry.Key.Text);
                    Add(text, entry.Value, folder);
                }

                text.Append('}');
                break;
        }
    }

    private static void Mark(StringBuilder text, char what, string part) => text.Append(what).Append(part.Length).Append(' ').Append(part);

    private static string FileOf(string value, string folder)
    {
        string path = Path.Combine(folder, value);
        return Path.GetExtension(value).Length > 0 && File.Exists(path) && FileReader.ReadBytes(path, int.MaxValue - 1) is ReadResult<byte[]>.Read read
            ? Convert.ToHexStringLower(SHA256.HashData(read.Value))
            : "";
    }
}
