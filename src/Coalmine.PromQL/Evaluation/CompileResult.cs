using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>What came of compiling a text.</summary>
public abstract record CompileResult
{
    private CompileResult()
    {
    }

    /// <summary>The text is a query that can be evaluated.</summary>
    /// <param name="Query">The query.</param>
    public sealed record Compiled(CompiledQuery Query) : CompileResult;

    /// <summary>The text is no query, or uses what is not supported.</summary>
    /// <param name="Error">Where and why.</param>
    public sealed record Refused(PromQLError Error) : CompileResult;
}
