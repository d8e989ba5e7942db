namespace Coalmine.Workbench.Reports;

/// <summary>The one folder that a command writes to. Files appear whole or not at all: they are written beside their place and then moved there.</summary>
/// <param name="path">The folder; made when the first file is written.</param>
public sealed class OutputFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>Writes a file. Never throws for what the file system refuses.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">Writes the content.</param>
    public OutputWriting Write(string name, Action<Stream> content)
    {
        string target = System.IO.Path.Combine(Path, name);
        string partial = target + ".partial";
        try
        {
            Directory.CreateDirectory(Path);
            using (FileStream stream = new(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                content(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, target, overwrite: true);
            return new OutputWriting.Written(target);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Remove(partial);
            return new OutputWriting.Refused(target, Reason(refusal));
        }
    }

    private string Reason(Exception refusal)
    {
        if (File.Exists(Path))
            return $"{Path} is a file, not a folder";
        return refusal switch
        {
            UnauthorizedAccessException => "access is denied",

            // The runtime adds the path of the file it was writing, which is not the one people know.
            IOException when refusal.Message.IndexOf(" : '", StringComparison.Ordinal) is > 0 and var path => refusal.Message[..path],
            _ => refusal.Message,
        };
    }

    private static void Remove(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // It could not be made, or it cannot be removed; either way the refusal that is reported says why.
        }
    }
}
