namespace Coalmine.Manifests.Documents;

/// <summary>One YAML document.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Name">The file's name without folder and ending.</param>
/// <param name="Root">Its content.</param>
public sealed record Document(string File, string Name, Node Root)
{
    /// <summary>Which document of its file it is, from 0; documents without content are not counted.</summary>
    public int Index { get; init; }
}
