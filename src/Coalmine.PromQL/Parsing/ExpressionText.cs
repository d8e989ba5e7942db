using System.Globalization;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Parsing;

/// <summary>Writes a syntax tree as PromQL, in one spelling.</summary>
internal static class ExpressionText
{
    public static string Of(Expression node) => node switch
    {
        Expression.Number number => Number(number.Value),
        Expression.Literal literal => GoText.Quote(literal.Value),
        Expression.Selector selector => $"{{{string.Join(",", selector.Matchers)}}}{Edge(selector.Edge)}{Shift(selector.Shift)}",
        Expression.Range range => $"{Bare(range.Series)}[{range.Milliseconds}ms]{Edge(range.Series.Edge)}{Shift(range.Series.Shift)}",
        Expression.Subquery subquery => $"{Of(subquery.Operand)}[{subquery.Milliseconds}ms:{Step(subquery)}]{Shift(subquery.Shift)}",
        Expression.Call call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        Expression.Aggregate aggregate => $"{AggregateTable.NameOf(aggregate.Operator)}{Clause(aggregate.Grouping)}({Arguments(aggregate)})",
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

    private static string Step(Expression.Subquery subquery) => subquery.StepMilliseconds == 0 ? "" : $"{subquery.StepMilliseconds}ms";

    private static string Shift(TimeShift shift)
    {
        string at = shift.Anchor switch
        {
            TimeAnchor.Fixed => $" @ {(shift.FixedMilliseconds / 1000.0).ToString("F3", CultureInfo.InvariantCulture)}",
            TimeAnchor.Start => " @ start()",
            TimeAnchor.End => " @ end()",
            _ => "",
        };
        return shift.OffsetMilliseconds switch
        {
            0 => at,
            < 0 => $"{at} offset -{-shift.OffsetMilliseconds}ms",
            _ => $"{at} offset {shift.OffsetMilliseconds}ms",
        };
    }

    private static string Bare(Expression.Selector series) => Of(series with { Shift = TimeShift.None, Edge = RangeEdge.Plain });

    private static string Edge(RangeEdge edge) => edge == RangeEdge.Plain ? "" : edge == RangeEdge.Anchored ? " anchored" : " smoothed";

    private static string Fill(string word, double? value) => value is { } number ? $" {word}({Number(number)})" : "";

    private static string Arguments(Expression.Aggregate aggregate) =>
        aggregate.Parameter is { } parameter ? $"{Of(parameter)}, {Of(aggregate.Operand)}" : Of(aggregate.Operand);

    private static string Clause(Grouping grouping)
    {
        if (grouping == Grouping.All)
            return "";
        return $" {(grouping.Without ? "without" : "by")} ({string.Join(", ", grouping.Names)}) ";
    }

    private static string Modifiers(Expression.Binary binary)
    {
        string returnsBool = binary.ReturnsBool ? " bool" : "";
        var matching = binary.Matching;
        string fills = Fill("fill_left", matching.FillLeft) + Fill("fill_right", matching.FillRight);
        if (matching with { FillLeft = null, FillRight = null } == VectorMatching.Default)
            return returnsBool + fills;
        string many = matching.Cardinality switch
        {
            MatchCardinality.ManyToOne => $" group_left ({string.Join(", ", matching.Include)})",
            MatchCardinality.OneToMany => $" group_right ({string.Join(", ", matching.Include)})",
            _ => "",
        };
        return $"{returnsBool} {(matching.On ? "on" : "ignoring")} ({string.Join(", ", matching.Names)}){many}{fills}";
    }
}
