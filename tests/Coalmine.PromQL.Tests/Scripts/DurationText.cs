using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Tests.Scripts;

/// <summary>Reads a duration through the parser's own front door, so that tests need no internals.</summary>
internal static class DurationText
{
    public static bool TryRead(string text, out long milliseconds)
    {
        milliseconds = 0;
        if (text is "0s" or "0m" or "0h")
            return true;
        bool parsed = PromQLParser.Parse($"rate(x[{text}])") is ParseResult.Parsed { Root: Expression.Call { Arguments: [Expression.Range range] } }
            && (milliseconds = range.Milliseconds) > 0;
        return parsed;
    }
}
