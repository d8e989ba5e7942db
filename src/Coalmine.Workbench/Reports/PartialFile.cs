namespace Coalmine.Workbench.Reports;

/// <summary>A file that is being written beside its place. It appears there when it is finished; when it is given up nothing is left behind.</summary>
public sealed class PartialFile : IDisposable
{
    private readonly OutputFolder _folder;
    private readonly string _target;
    private readonly FileStream _stream;
    private bool _isFinished;

    internal PartialFile(OutputFolder folder, string target, FileStream stream) => (_folder, _target, _stream) = (folder, target, stream);

    /// <summary>Gets the content.</summary>
    public Stream Stream => _stream;

    /// <summary>Puts the file in its place. Never throws for what the file system refuses.</summary>
    public OutputWriting Finish()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_stream.Name, _target, overwrite: true);
            _isFinished = true;
            return new OutputWriting.Written(_target);
        }
        catch (Exception refusal) when (OutputFolder.IsRefusal(refusal))
        {
            return new OutputWriting.Refused(_target, _folder.Reason(refusal));
        }
    }

    /// <summary>Gives the file up, unless it is finished.</summary>
    public void Dispose()
    {
        if (_isFinished)
            return;
        try
        {
            _stream.Dispose();
        }
        catch (Exception refusal) when (OutputFolder.IsRefusal(refusal))
        {
            // What is left in its buffer need not be written: the file is given up.
        }

        _folder.GiveUp(_stream.Name);
    }
}
