namespace Coalmine.PromQL.Parsing;

/// <summary>
/// Parses PromQL. Bad text is a result, never an exception; so is what the language has and this evaluator has not.
/// </summary>
public static class PromQLParser
{
    /// <summary>Longest text taken: far above any query that people write, far below what could exhaust memory.</summary>
    public const int MaxLength = 65_536;

    /// <summary>Deepest nesting taken, chains of operators included: what recursion over the tree can hold on a small stack.</summary>
    public const int MaxDepth = 250;

    /// <summary>Parses one query as Prometheus 2.42 does.</summary>
    /// <param name="text">The query; newlines and comments as in Prometheus.</param>
    public static ParseResult Parse(string text) => Parse(text, PromQLMode.V2);

    /// <summary>Parses one query of instant evaluation.</summary>
    /// <param name="text">The query; newlines and comments as in Prometheus.</param>
    /// <param name="mode">Whose language it is in.</param>
    public static ParseResult Parse(string text, PromQLMode mode) => Parse(text, new Dialect(mode, HasExperiments: false));

    internal static ParseResult Parse(string text, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
            return new ParseResult.Refused(new PromQLError(SourcePosition.In(text, MaxLength), PromQLMessages.TooLong(MaxLength), "more text", ""));
        var cursor = new TokenCursor(text, dialect.Mode);
        var root = new ExpressionParser(cursor, dialect).ParseQuery();
        return cursor.HasFailed ? new ParseResult.Refused(cursor.Error) : new ParseResult.Parsed(root);
    }
}
