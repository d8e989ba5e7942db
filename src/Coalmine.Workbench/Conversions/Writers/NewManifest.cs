using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Workbench.Conversions.Writers;

/// <summary>Writes documents with the writer of the lossless files, so that quoting and blocks of text are right.</summary>
internal static class NewManifest
{
    /// <summary>One document.</summary>
    /// <param name="head">Its first lines: at least one plain key.</param>
    /// <param name="keys">The keys that follow, in order.</param>
    public static string Document(string head, params ReadOnlySpan<(string Key, NewNode Value)> keys)
    {
        ManifestFile file = Value(ManifestFile.Load("new.yaml", System.Text.Encoding.UTF8.GetBytes(head)));
        foreach ((string key, NewNode value) in keys)
            file = Value(file.Apply(new Edit.AddKey(NodePath.Of(0), key, value)));
        return file.Source.Text;
    }

    /// <summary>A name that objects of a cluster may have: lower-case letters, digits and dashes.</summary>
    public static string Name(string text)
    {
        string name = string.Concat(text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        while (name.Contains("--", StringComparison.Ordinal))
            name = name.Replace("--", "-", StringComparison.Ordinal);
        return name.Length == 0 ? "rollout" : name;
    }

    /// <summary>One such name a text; where two are alike, the later ones are numbered.</summary>
    public static ImmutableArray<string> Names(IEnumerable<string> texts)
    {
        List<string> names = [];
        foreach (string text in texts)
        {
            string name = Name(text);
            int number = 1;
            while (names.Contains(number == 1 ? name : $"{name}-{number}"))
                number++;
            names.Add(number == 1 ? name : $"{name}-{number}");
        }

        return [.. names];
    }

    /// <summary>A number as it is written in a file.</summary>
    public static NewNode Number(double value) => NewNode.Number((decimal)value);

    private static ManifestFile Value(ReadResult<ManifestFile> result) => result is ReadResult<ManifestFile>.Read read
        ? read.Value
        : throw new InvalidOperationException($"A new document was refused: {string.Join("; ", result.Said)}");
}
