using System.Globalization;

namespace Coalmine.PromQL.Parsing;

/// <summary>Writes a syntax tree as PromQL, in one spelling.</summary>
internal static class ExpressionText
{
    public static string Of(Expression node) => node switch
    {
        Expression.Number number => Number(number.Value),
        Expression.Selector selector => $"{{{string.Join(",", selector.Matchers)}}}",
        Expression.Range range => $"{Of(range.Series)}[{range.Milliseconds}ms]",
        Expression.Call call => $"{FunctionTable.NameOf(call.Function)}({string.Join(", ", call.Arguments.Select(Of))})",
        Expression.Aggregate aggregate => $"{AggregateTable.NameOf(aggregate.Operator)}{Clause(aggregate.Grouping)}({Of(aggregate.Operand)})",
        Expression.Binary binary => $"{Of(binary.Left)} {OperatorTable.SymbolOf(binary.Operator)}{Modifiers(binary)} {Of(binary.Right)}",
        Expression.Negate negate => $"-{Of(negate.Operand)}",
        Expression.Parenthesized inner => $"({Of(inner.Operand)})",
        _ => "",
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Clause(Grouping grouping)
    {
        if (grouping == Grouping.All)
            return "";
        return $" {(grouping.Without ? "without" : "by")} ({string.Join(", ", grouping.Names)}) ";
    }

    private static string Modifiers(Expression.Binary binary)
    {
        string returnsBool = binary.ReturnsBool ? " bool" : "";
        if (binary.Matching == VectorMatching.Default)
            return returnsBool;
        return $"{returnsBool} {(binary.Matching.On ? "on" : "ignoring")} ({string.Join(", ", binary.Matching.Names)})";
    }
}
