namespace Coalmine.PromQL.Parsing;

/// <summary>What came of parsing a text.</summary>
public abstract record ParseResult
{
    private ParseResult()
    {
    }

    /// <summary>The text is a query.</summary>
    /// <param name="Root">Its syntax tree.</param>
    public sealed record Parsed(Expression Root) : ParseResult;

    /// <summary>The text is no query, or uses what is not supported.</summary>
    /// <param name="Error">Where and why.</param>
    public sealed record Refused(PromQLError Error) : ParseResult;
}
