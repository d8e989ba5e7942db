using Coalmine.PromQL.Parsing;

namespace Coalmine.Conformance.PromQL;

/// <summary>A duration of a test script, read through the parser's own front door.</summary>
internal static class ScriptDuration
{
    /// <summary>Milliseconds.</summary>
    /// <exception cref="ScriptFormatException">It is none.</exception>
    public static long Parse(string text, int line)
    {
        bool negative = text.StartsWith('-');
        string unsigned = negative ? text[1..] : text;
        if (unsigned.TrimEnd('s', 'm', 'h', 'd', 'w', 'y') is "0")
            return 0;
        if (PromQLParser.Parse($"x offset {unsigned}", PromQLMode.V3) is ParseResult.Parsed { Root: Expression.Selector selector })
            return negative ? -selector.Shift.OffsetMilliseconds : selector.Shift.OffsetMilliseconds;
        throw new ScriptFormatException(line, $"read '{text}', which is no duration such as 5m");
    }
}
