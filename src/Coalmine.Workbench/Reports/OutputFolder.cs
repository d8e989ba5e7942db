namespace Coalmine.Workbench.Reports;

/// <summary>The one folder that a command writes to. Files appear whole or not at all: they are written beside their place and then moved there.</summary>
/// <param name="path">The folder; made when the first file is written.</param>
public sealed class OutputFolder(string path)
{
    private bool _isNew;

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>Writes a file. Never throws for what the file system refuses.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">Writes the content.</param>
    public OutputWriting Write(string name, Action<Stream> content)
    {
        OutputWriting begun = Begin(name);
        if (begun is not OutputWriting.UnderWay underWay)
            return begun;
        using PartialFile file = underWay.File;
        try
        {
            content(file.Stream);
            return file.Finish();
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return new OutputWriting.Refused(System.IO.Path.Combine(Path, name), Reason(refusal));
        }
    }

    /// <summary>Begins a file whose content comes bit by bit. Never throws for what the file system refuses.</summary>
    /// <param name="name">The file's name.</param>
    public OutputWriting Begin(string name)
    {
        string target = System.IO.Path.Combine(Path, name);
        try
        {
            _isNew |= !Directory.Exists(Path);
            Directory.CreateDirectory(Path);
            FileStream stream = new(target + ".partial", FileMode.Create, FileAccess.Write, FileShare.None);
            return new OutputWriting.UnderWay(new PartialFile(this, target, stream));
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return new OutputWriting.Refused(target, Reason(refusal));
        }
    }

    /// <summary>A file was given up: removes what is left of it, and the folder if it was made for it and is empty.</summary>
    internal void GiveUp(string partial)
    {
        try
        {
            File.Delete(partial);
            if (_isNew && !Directory.EnumerateFileSystemEntries(Path).Any())
                Directory.Delete(Path);
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            // It could not be made, or it cannot be removed; either way the refusal that is reported says why.
        }
    }

    /// <summary>Whether an exception is the file system's refusal.</summary>
    internal static bool IsRefusal(Exception problem) => problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    /// <summary>The file system's reason as people know it.</summary>
    internal string Reason(Exception refusal)
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
}
