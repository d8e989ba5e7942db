using System.Globalization;

namespace Coalmine.PromQL.Parsing;

/// <summary>Parses calls of functions and aggregations, and checks what they are given.</summary>
internal sealed class CallParser(TokenCursor cursor, Dialect dialect, SelectorParser selectors, ExpressionParser expressions)
{
    /// <summary>An aggregation, its clause before or behind the arguments.</summary>
    public Expression ParseAggregation()
    {
        var position = cursor.Position;
        var name = cursor.Take();
        if (!AggregateTable.TryFind(name.Text, dialect, out var aggregate))
            cursor.Fail(name, PromQLMessages.NotSupported($"the aggregation {name.Text} is", PromQLMessages.Experimental), "");
        bool grouped = TryParseGrouping(out var grouping);
        cursor.Expect("(", "(");
        var arguments = ParseArguments();
        if (!grouped)
            TryParseGrouping(out grouping);
        var kind = AggregateTable.ParameterOf(aggregate);
        int wanted = kind is null ? 1 : 2;
        if (arguments.Count != wanted)
        {
            cursor.Fail(name, PromQLMessages.ArgumentCount(name.Text, wanted.ToString(CultureInfo.InvariantCulture), arguments.Count), "");
            return new Expression.Number(position, double.NaN);
        }

        var operand = arguments[^1];
        Require(operand, ValueKind.InstantVector, $"what {name.Text} aggregates");
        if (kind is { } parameter)
            Require(arguments[0], parameter, $"the parameter of {name.Text}");
        return expressions.Checked(new Expression.Aggregate(position, aggregate, grouping, kind is null ? null : arguments[0], operand));
    }

    /// <summary>A call of a function.</summary>
    public Expression ParseCall()
    {
        var position = cursor.Position;
        var name = cursor.Take();
        if (!FunctionTable.TryFind(name.Text, dialect, out var function))
        {
            cursor.Fail(name, FunctionTable.Refusal(name.Text), "");
            return new Expression.Number(position, double.NaN);
        }

        cursor.Expect("(", "(");
        var arguments = ParseArguments(ofInfo: function.Name == "info");
        int most = function.IsVariadic ? int.MaxValue : function.Arguments.Count;
        if (arguments.Count < function.Required || arguments.Count > most)
        {
            string wanted = (function.Required == most, function.IsVariadic) switch
            {
                (true, _) => $"{most}",
                (_, true) => $"at least {function.Required}",
                _ => $"{function.Required} to {most}",
            };
            cursor.Fail(name, PromQLMessages.ArgumentCount(name.Text, wanted, arguments.Count), "");
            return new Expression.Number(position, double.NaN);
        }

        for (int i = 0; i < arguments.Count; i++)
            Require(arguments[i], function.Arguments[Math.Min(i, function.Arguments.Count - 1)], $"argument {i + 1} of {name.Text}");
        if (function.Name == "info" && arguments.Count > 1 && arguments[1] is not Expression.Selector { Edge: RangeEdge.Plain })
            cursor.Fail(name, PromQLMessages.InfoSelector, "");
        if (function.Name == "histogram_quantiles" && !arguments.Skip(2).All(argument => argument.Bare() is Expression.Number))
            cursor.Fail(name, PromQLMessages.QuantileNumbers, "");
        return expressions.Checked(new Expression.Call(position, function, arguments));
    }

    private void Require(Expression argument, ValueKind kind, string where)
    {
        if (argument.Kind != kind)
            cursor.Fail(argument.Position, argument.ToString(), PromQLMessages.KindMismatch(where, argument.Kind), PromQLMessages.Describe(kind));
    }

    /// <summary>Expressions up to the closing parenthesis; a trailing comma is an error, as in Prometheus.</summary>
    private List<Expression> ParseArguments(bool ofInfo = false)
    {
        var arguments = new List<Expression>();
        if (cursor.TryTake(")"))
            return arguments;
        do
        {
            selectors.TakesEmpty = ofInfo && arguments.Count == 1;
            arguments.Add(expressions.ParseExpression(1));
            selectors.TakesEmpty = false;
        }
        while (cursor.TryTake(","));
        cursor.Expect(")", "an operator, a comma or )");
        return arguments;
    }

    private bool TryParseGrouping(out Grouping grouping)
    {
        bool without = cursor.Current.IsWord("without");
        bool found = without || cursor.Current.IsWord("by");
        grouping = Grouping.All;
        if (!found)
            return false;
        cursor.Take();
        grouping = new Grouping(without, selectors.ParseNames());
        return true;
    }
}
