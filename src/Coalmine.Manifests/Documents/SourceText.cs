namespace Coalmine.Manifests.Documents;

/// <summary>The text of a file.</summary>
/// <param name="File">The file as its reader was given it; shown in diagnostics.</param>
/// <param name="Text">Its text.</param>
public sealed record SourceText(string File, string Text)
{
    /// <summary>The file's name without folder and ending: the name that scenarios and policies have in tables.</summary>
    public string Name
    {
        get
        {
            string name = File[(File.LastIndexOfAny(['/', '\\']) + 1)..];
            int ending = name.LastIndexOf('.');
            return ending > 0 ? name[..ending] : name;
        }
    }
}
