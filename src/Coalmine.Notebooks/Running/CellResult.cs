namespace Coalmine.Notebooks.Running;

/// <summary>What came of a cell. Closed: the nested records are all there are.</summary>
internal abstract record CellResult
{
    private CellResult()
    {
    }

    /// <summary>It ran to its end.</summary>
    /// <param name="Value">What its last expression is worth; nothing where it ends with a statement.</param>
    public sealed record Ran(object? Value) : CellResult;

    /// <summary>It does not compile.</summary>
    /// <param name="Line">The line, from 1.</param>
    /// <param name="What">The compiler's sentence.</param>
    public sealed record NotCompiled(int Line, string What) : CellResult;

    /// <summary>It threw.</summary>
    /// <param name="Line">The innermost line of the cell that was at work; 0 where that cannot be told.</param>
    /// <param name="Exception">What it threw.</param>
    public sealed record Threw(int Line, Exception Exception) : CellResult;
}
