namespace Coalmine.PromQL.Parsing;

/// <summary>Recursive descent over the expressions of PromQL; precedence climbing for operators.</summary>
internal sealed class ExpressionParser
{
    private const string OperandAllowed = "a number, a text, a selector, a function, an aggregation or a parenthesis";
    private static readonly string[] NoMetricNames = ["atan2", "bool", "on", "ignoring", "group_left", "group_right"];
    private readonly TokenCursor cursor;
    private readonly PromQLMode mode;
    private readonly SelectorParser selectors;
    private readonly CallParser calls;
    private readonly ShiftParser shifts;
    private readonly bool hasExperiments;
    private int nesting;

    public ExpressionParser(TokenCursor cursor, Dialect dialect)
    {
        this.cursor = cursor;
        mode = dialect.Mode;
        hasExperiments = dialect.HasExperiments;
        selectors = new SelectorParser(cursor, mode);
        calls = new CallParser(cursor, dialect, selectors, this);
        shifts = new ShiftParser(cursor, dialect);
    }

    /// <summary>The whole text as one expression.</summary>
    public Expression ParseQuery()
    {
        var root = ParseExpression(1);
        if (cursor.Current.Kind != TokenKind.End)
            cursor.FailHere("an operator or the end of the query");
        return root;
    }

    /// <summary>An expression of operators that bind at least so tight.</summary>
    public Expression ParseExpression(int lowest)
    {
        if (++nesting > PromQLParser.MaxDepth)
            cursor.Fail(cursor.Current, PromQLMessages.TooDeep(PromQLParser.MaxDepth), "");
        var left = ParseUnary();
        while (TryOperator(out var op, out int precedence) && precedence >= lowest)
            left = ParseRightSide(left, op, precedence);
        nesting--;
        return left;
    }

    /// <summary>Long chains such as 1+1+1+... are deep trees although nothing nests in the text.</summary>
    public T Checked<T>(T node)
        where T : Expression
    {
        if (node.Depth > PromQLParser.MaxDepth)
            cursor.Fail(node.Position, "the query", PromQLMessages.TooDeep(PromQLParser.MaxDepth), "");
        return node;
    }

    private bool TryOperator(out BinaryOperator op, out int precedence)
    {
        var token = cursor.Current;
        op = default;
        precedence = 0;
        return token.Kind is TokenKind.Symbol or TokenKind.Word && OperatorTable.TryFind(token.Text, out op, out precedence);
    }

    private Expression.Binary ParseRightSide(Expression left, BinaryOperator op, int precedence)
    {
        var symbol = cursor.Take();
        var position = cursor.PositionOf(symbol);
        if (OperatorTable.IsTrim(op) && !hasExperiments)
            cursor.Fail(symbol, PromQLMessages.NotSupported($"the operator {symbol.Text} is", PromQLMessages.Experimental), "");
        var boolToken = cursor.Current;
        bool returnsBool = cursor.TryTakeWord("bool");
        if (returnsBool && !OperatorTable.IsComparison(op))
            cursor.Fail(boolToken, PromQLMessages.BoolOnArithmetic, "");
        var matchingToken = cursor.Current;
        var matching = ParseMatching(op);
        // Only ^ groups from the right.
        var right = ParseExpression(op == BinaryOperator.Power ? precedence : precedence + 1);
        RequireOperand(left, $"the left side of {symbol.Text}");
        RequireOperand(right, $"the right side of {symbol.Text}");
        bool bothVectors = left.Kind == ValueKind.InstantVector && right.Kind == ValueKind.InstantVector;
        if (!bothVectors && matching != VectorMatching.Default)
            cursor.Fail(matchingToken, PromQLMessages.MatchingOnScalar, "");
        if (!bothVectors && OperatorTable.IsSet(op))
            cursor.Fail(symbol, PromQLMessages.SetOfScalar, "");
        bool bothScalars = left.Kind == ValueKind.Scalar && right.Kind == ValueKind.Scalar;
        if (bothScalars && OperatorTable.IsTrim(op))
            cursor.Fail(symbol, PromQLMessages.TrimOfScalars, "");
        if (bothScalars && OperatorTable.IsComparison(op) && !returnsBool)
            cursor.Fail(symbol, PromQLMessages.ScalarComparison, $"{symbol.Text} bool");
        return Checked(new Expression.Binary(position, op, returnsBool, matching, left, right));
    }

    private VectorMatching ParseMatching(BinaryOperator op)
    {
        bool on = cursor.Current.IsWord("on");
        if (!on && !cursor.Current.IsWord("ignoring"))
            return ParseFill(op, VectorMatching.Default);
        cursor.Take();
        var names = selectors.ParseNames();
        var group = cursor.Current;
        bool left = group.IsWord("group_left");
        if (!left && !group.IsWord("group_right"))
            return ParseFill(op, new VectorMatching(on, names, MatchCardinality.OneToOne, []));
        cursor.Take();
        if (OperatorTable.IsSet(op))
            cursor.Fail(group, PromQLMessages.GroupingOfSet, "");
        List<string> include = cursor.Current.Is("(") ? selectors.ParseNames() : [];
        if (on && include.Find(names.Contains) is { } twice)
            cursor.Fail(group, PromQLMessages.OnAndInclude(twice), "");
        return ParseFill(op, new VectorMatching(on, names, left ? MatchCardinality.ManyToOne : MatchCardinality.OneToMany, include));
    }

    /// <summary>Any of fill, fill_left and fill_right, each with a number; a metric may have such a name, so that the parenthesis decides.</summary>
    private VectorMatching ParseFill(BinaryOperator op, VectorMatching matching)
    {
        while (cursor.Following.Is("(") && (cursor.Current.IsWord("fill") || cursor.Current.IsWord("fill_left") || cursor.Current.IsWord("fill_right")))
        {
            var word = cursor.Take();
            if (!hasExperiments)
                cursor.Fail(word, PromQLMessages.NotSupported($"the modifier {word.Text} is", PromQLMessages.Experimental), "");
            if (OperatorTable.IsSet(op))
                cursor.Fail(word, PromQLMessages.FillOfSet, "");
            bool left = !word.IsWord("fill_right");
            bool right = !word.IsWord("fill_left");
            if ((left && matching.FillLeft is not null) || (right && matching.FillRight is not null))
                cursor.Fail(word, PromQLMessages.FillTwice, "");
            cursor.Expect("(", "(");
            var place = cursor.Current;
            double value = double.NaN;
            if (ParseUnary() is Expression.Number number)
                value = number.Value;
            else
                cursor.Fail(place, PromQLMessages.FillOfNumber, "a number");
            cursor.Expect(")", "a number, then )");
            matching = matching with { FillLeft = left ? value : matching.FillLeft, FillRight = right ? value : matching.FillRight };
        }

        return matching;
    }

    private Expression ParseUnary()
    {
        var sign = cursor.Current;
        if (!sign.Is("-") && !sign.Is("+"))
            return shifts.ParseBehind(ParseOperand(), this);
        var position = cursor.Position;
        cursor.Take();
        var operand = ParseExpression(OperatorTable.Power);
        RequireOperand(operand, $"the operand of {sign.Text}");
        if (sign.Is("+"))
            return operand;
        return operand is Expression.Number number ? new Expression.Number(position, -number.Value) : Checked(new Expression.Negate(position, operand));
    }

    private Expression ParseOperand()
    {
        var token = cursor.Current;
        var position = cursor.Position;
        switch (token.Kind)
        {
            case TokenKind.Number:
                cursor.Take();
                return new Expression.Number(position, token.Value);
            case TokenKind.Duration when mode == PromQLMode.V3:
                cursor.Take();
                return new Expression.Number(position, token.Value / 1000);
            case TokenKind.Text:
                cursor.Take();
                return new Expression.Literal(position, token.Text);
            case TokenKind.Word when AggregateTable.IsKnown(token.Text) && StartsAggregation(cursor.Following):
                return calls.ParseAggregation();
            case TokenKind.Word when cursor.Following.Is("("):
                return calls.ParseCall();
            case TokenKind.Word when NoMetricNames.Contains(token.Text, StringComparer.OrdinalIgnoreCase):
                cursor.Fail(token, PromQLMessages.NoMetricName(token.Text), OperandAllowed);
                break;
            case TokenKind.Word:
                return selectors.Parse();
            case TokenKind.Symbol when token.Text == "{":
                return selectors.Parse();
            case TokenKind.Symbol when token.Text == "(":
                cursor.Take();
                var inner = ParseExpression(1);
                cursor.Expect(")", "an operator or )");
                return Checked(new Expression.Parenthesized(position, inner));
            default:
                cursor.FailHere(OperandAllowed);
                break;
        }

        return new Expression.Number(position, double.NaN);
    }

    private static bool StartsAggregation(Token following) => following.Is("(") || following.IsWord("by") || following.IsWord("without");

    private void RequireOperand(Expression operand, string where)
    {
        if (operand.Kind is ValueKind.RangeVector or ValueKind.Text)
            cursor.Fail(operand.Position, operand.ToString(), PromQLMessages.KindMismatch(where, operand.Kind), "a scalar or an instant vector");
    }
}
