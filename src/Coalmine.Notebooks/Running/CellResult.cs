namespace Coalmine.Notebooks.Running;

/// <summary>What came of a cell. Closed: the nested records are all there are.</summary>
internal abstract record CellResult
{
    private CellResult()
    {
    }

    /// <summary>It ran to its end, and what it is worth was shown.</summary>
    public sealed record Ran : CellResult;

    /// <summary>It was interrupted.</summary>
    public sealed record Interrupted : CellResult;

    /// <summary>It does not compile.</summary>
    /// <param name="Line">The line, from 1.</param>
    /// <param name="What">The compiler's sentence.</param>
    public sealed record NotCompiled(int Line, string What) : CellResult;

    /// <summary>It threw.</summary>
    /// <param name="Line">The innermost line of the cell that was at work; 0 where that cannot be told.</param>
    /// <param name="Exception">What it threw.</param>
    public sealed record Threw(int Line, Exception Exception) : CellResult
    {
        /// <summary>The exception in a sentence.</summary>
        public string What => $"{Exception.GetType().Name}: {Exception.Message}";
    }
}
