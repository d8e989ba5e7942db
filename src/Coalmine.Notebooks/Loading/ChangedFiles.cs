using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Notebooks.Loading;

/// <summary>Reads a file of ours with one piece of its text replaced, so that a cell can ask "and if it were half of that?" without a second file.</summary>
internal static class ChangedFiles
{
    /// <summary>The changed document, under the name of its file.</summary>
    public static ReadResult<Document> Read(string path, string replaced, string by)
    {
        ArgumentException.ThrowIfNullOrEmpty(replaced);
        if (FileReader.Read(path) is ReadResult<Document>.Refused refused)
            return refused;
        string text = File.ReadAllText(path);
        int first = text.IndexOf(replaced, StringComparison.Ordinal);
        if (first < 0 || text.IndexOf(replaced, first + 1, StringComparison.Ordinal) >= 0)
            throw new ArgumentException(
                $"'{replaced}' stands {(first < 0 ? "nowhere" : "more than once")} in {path}; give a piece of its text that stands there once.",
                nameof(replaced));
        byte[] changed = Encoding.UTF8.GetBytes(text[..first] + by + text[(first + replaced.Length)..]);
        return SourceDecoder.Decode(path, changed).Then(YamlLoader.LoadOne);
    }
}
