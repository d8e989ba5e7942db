namespace Coalmine.Workbench.Reports;

/// <summary>What came of writing a file. Closed: the nested records are all there are.</summary>
public abstract record OutputWriting
{
    private OutputWriting()
    {
    }

    /// <summary>The file stands whole in its place.</summary>
    /// <param name="File">Its path.</param>
    public sealed record Written(string File) : OutputWriting;

    /// <summary>The file is being written.</summary>
    /// <param name="File">Takes the content, and is finished or given up by its owner.</param>
    public sealed record UnderWay(PartialFile File) : OutputWriting;

    /// <summary>The file system refused; nothing is left behind.</summary>
    /// <param name="File">The path that was meant.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(string File, string Reason) : OutputWriting;
}
