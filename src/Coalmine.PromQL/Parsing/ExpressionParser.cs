namespace Coalmine.PromQL.Parsing;

/// <summary>Recursive descent over the expressions of PromQL; precedence climbing for operators.</summary>
internal sealed class ExpressionParser(TokenCursor cursor)
{
    private const string OperandAllowed = "a number, a selector, a function, an aggregation or a parenthesis";
    private readonly SelectorParser selectors = new(cursor);
    private int nesting;

    /// <summary>The whole text as one expression of a kind that can be a result.</summary>
    public Expression ParseQuery()
    {
        var root = ParseExpression(1);
        if (cursor.Current.Kind != TokenKind.End)
            cursor.FailHere("an operator or the end of the query");
        if (root.Kind == ValueKind.RangeVector)
            cursor.Fail(root.Position, root.ToString(), PromQLMessages.BareRange, "a function such as rate around it");
        return root;
    }

    private Expression ParseExpression(int lowest)
    {
        if (++nesting > PromQLParser.MaxDepth)
            cursor.Fail(cursor.Current, PromQLMessages.TooDeep(PromQLParser.MaxDepth), "");
        var left = ParseUnary();
        while (TryOperator(out var op, out int precedence) && precedence >= lowest)
            left = ParseRightSide(left, op, precedence);
        nesting--;
        return left;
    }

    private bool TryOperator(out BinaryOperator op, out int precedence)
    {
        var token = cursor.Current;
        if (OperatorTable.IsKnown(token.Text) && token.Kind is TokenKind.Symbol or TokenKind.Word)
            cursor.Fail(token, PromQLMessages.NotYet($"the operator {token.Text} is"), "");
        op = default;
        precedence = 0;
        return token.Kind == TokenKind.Symbol && OperatorTable.TryFind(token.Text, out op, out precedence);
    }

    private Expression.Binary ParseRightSide(Expression left, BinaryOperator op, int precedence)
    {
        var symbol = cursor.Take();
        var position = cursor.PositionOf(symbol);
        var boolToken = cursor.Current;
        bool returnsBool = cursor.TryTakeWord("bool");
        if (returnsBool && !OperatorTable.IsComparison(op))
            cursor.Fail(boolToken, PromQLMessages.BoolOnArithmetic, "");
        var matchingToken = cursor.Current;
        var matching = ParseMatching();
        var right = ParseExpression(precedence + 1);
        RequireNoRange(left, $"the left side of {symbol.Text}");
        RequireNoRange(right, $"the right side of {symbol.Text}");
        bool bothVectors = left.Kind == ValueKind.InstantVector && right.Kind == ValueKind.InstantVector;
        if (!bothVectors && matching != VectorMatching.Default)
            cursor.Fail(matchingToken, PromQLMessages.MatchingOnScalar, "");
        bool bothScalars = left.Kind == ValueKind.Scalar && right.Kind == ValueKind.Scalar;
        if (bothScalars && OperatorTable.IsComparison(op) && !returnsBool)
            cursor.Fail(symbol, PromQLMessages.ScalarComparison, $"{symbol.Text} bool");
        return Checked(new Expression.Binary(position, op, returnsBool, matching, left, right));
    }

    private VectorMatching ParseMatching()
    {
        bool on = cursor.Current.IsWord("on");
        if (!on && !cursor.Current.IsWord("ignoring"))
            return VectorMatching.Default;
        cursor.Take();
        var names = selectors.ParseNames();
        if (cursor.Current.IsWord("group_left") || cursor.Current.IsWord("group_right"))
            cursor.Fail(cursor.Current, PromQLMessages.NotYet($"the modifier {cursor.Current.Text} is"), "");
        return new VectorMatching(on, names);
    }

    private Expression ParseUnary()
    {
        var sign = cursor.Current;
        if (!sign.Is("-") && !sign.Is("+"))
            return ParsePostfix();
        var position = cursor.Position;
        cursor.Take();
        if (++nesting > PromQLParser.MaxDepth)
            cursor.Fail(sign, PromQLMessages.TooDeep(PromQLParser.MaxDepth), "");
        var operand = ParseUnary();
        nesting--;
        RequireNoRange(operand, $"the operand of {sign.Text}");
        if (sign.Is("+"))
            return operand;
        return operand is Expression.Number number ? new Expression.Number(position, -number.Value) : Checked(new Expression.Negate(position, operand));
    }

    private Expression ParsePostfix()
    {
        var operand = ParseOperand();
        if (cursor.Current.Is("["))
            operand = ParseRange(operand);
        if (cursor.Current.IsWord("offset"))
            cursor.Fail(cursor.Current, PromQLMessages.NotYet("the modifier offset is"), "");
        if (cursor.Current.Is("@"))
            cursor.Fail(cursor.Current, PromQLMessages.NotYet("the modifier @ is"), "");
        return operand;
    }

    private Expression ParseRange(Expression operand)
    {
        var bracket = cursor.Take();
        var duration = cursor.Current;
        if (duration.Kind == TokenKind.Duration)
            cursor.Take();
        else
            cursor.FailHere("a duration such as 5m");
        if (cursor.Current.Is(":"))
            cursor.Fail(cursor.Current, PromQLMessages.NotYet("subqueries are"), "]");
        cursor.Expect("]", "]");
        if (duration.Value <= 0)
            cursor.Fail(duration, PromQLMessages.ZeroDuration, "");
        if (operand is Expression.Selector selector)
            return new Expression.Range(selector.Position, selector, (long)duration.Value);
        cursor.Fail(bracket, PromQLMessages.RangeOfExpression, "");
        return operand;
    }

    private Expression ParseOperand()
    {
        var token = cursor.Current;
        var position = cursor.Position;
        if (token.Kind == TokenKind.Number)
        {
            cursor.Take();
            return new Expression.Number(position, token.Value);
        }

        if (token.Kind == TokenKind.Text)
            cursor.Fail(token, PromQLMessages.NotYet("text as a value is"), OperandAllowed);
        if (cursor.TryTake("("))
        {
            var inner = ParseExpression(1);
            cursor.Expect(")", "an operator or )");
            return Checked(new Expression.Parenthesized(position, inner));
        }

        if (token.Kind == TokenKind.Word && AggregateTable.IsKnown(token.Text) && StartsAggregation(cursor.Following))
            return ParseAggregation();
        if (token.Kind == TokenKind.Word && cursor.Following.Is("("))
            return ParseCall();
        if (token.Kind == TokenKind.Word || token.Is("{"))
            return selectors.Parse();
        cursor.FailHere(OperandAllowed);
        return new Expression.Number(position, double.NaN);
    }

    private static bool StartsAggregation(Token following) => following.Is("(") || following.IsWord("by") || following.IsWord("without");

    private Expression.Aggregate ParseAggregation()
    {
        var position = cursor.Position;
        var name = cursor.Take();
        if (!AggregateTable.TryFind(name.Text, out var aggregate))
            cursor.Fail(name, PromQLMessages.NotYet($"the aggregation {name.Text} is"), "sum, avg, min, max, count");
        bool grouped = TryParseGrouping(out var grouping);
        cursor.Expect("(", "(");
        var operand = ParseExpression(1);
        cursor.Expect(")", "an operator or )");
        if (!grouped)
            TryParseGrouping(out grouping);
        if (operand.Kind != ValueKind.InstantVector)
            cursor.Fail(operand.Position, operand.ToString(), PromQLMessages.KindMismatch($"what {name.Text} aggregates", operand.Kind), "an instant vector");
        return Checked(new Expression.Aggregate(position, aggregate, grouping, operand));
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

    private Expression ParseCall()
    {
        var position = cursor.Position;
        var name = cursor.Take();
        if (!FunctionTable.TryFind(name.Text, out var function, out var kinds))
        {
            bool known = FunctionTable.IsKnown(name.Text);
            cursor.Fail(name, known ? PromQLMessages.NotYet($"the function {name.Text} is") : PromQLMessages.UnknownFunction(name.Text), "");
            return new Expression.Number(position, double.NaN);
        }

        cursor.Expect("(", "(");
        var arguments = new List<Expression>();
        while (!cursor.Current.Is(")") && cursor.Current.Kind != TokenKind.End)
        {
            arguments.Add(ParseExpression(1));
            if (!cursor.TryTake(",") || cursor.Current.Is(")"))
                break;
        }

        cursor.Expect(")", ", or )");
        if (arguments.Count != kinds.Length)
        {
            cursor.Fail(name, PromQLMessages.ArgumentCount(name.Text, kinds.Length, arguments.Count), "");
            return new Expression.Number(position, double.NaN);
        }

        for (int i = 0; i < kinds.Length; i++)
        {
            var argument = arguments[i];
            if (argument.Kind != kinds[i])
            {
                string where = $"argument {i + 1} of {name.Text}";
                cursor.Fail(argument.Position, argument.ToString(), PromQLMessages.KindMismatch(where, argument.Kind), PromQLMessages.Describe(kinds[i]));
            }
        }

        return Checked(new Expression.Call(position, function, arguments));
    }

    private void RequireNoRange(Expression operand, string where)
    {
        if (operand.Kind == ValueKind.RangeVector)
            cursor.Fail(operand.Position, operand.ToString(), PromQLMessages.KindMismatch(where, operand.Kind), "a scalar or an instant vector");
    }

    /// <summary>Long chains such as 1+1+1+... are deep trees although nothing nests in the text.</summary>
    private T Checked<T>(T node)
        where T : Expression
    {
        if (node.Depth > PromQLParser.MaxDepth)
            cursor.Fail(node.Position, "the query", PromQLMessages.TooDeep(PromQLParser.MaxDepth), "");
        return node;
    }
}
