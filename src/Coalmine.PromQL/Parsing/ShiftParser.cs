namespace Coalmine.PromQL.Parsing;

/// <summary>Parses what stands behind an operand: ranges, subqueries, <c>offset</c> and <c>@</c>.</summary>
internal sealed class ShiftParser(TokenCursor cursor, Dialect dialect)
{
    private readonly DurationParser durations = new(cursor, dialect);

    /// <summary>The operand with all that stands behind it.</summary>
    public Expression ParseBehind(Expression operand, ExpressionParser expressions)
    {
        while (true)
        {
            var token = cursor.Current;
            if (token.Is("["))
                operand = expressions.Checked(ParseRange(operand));
            else if (token.IsWord("offset") || token.Is("@"))
                operand = ParseShift(operand);
            else if ((token.IsWord("anchored") || token.IsWord("smoothed")) && operand is Expression.Selector or Expression.Range)
                operand = ParseEdge(operand);
            else
                return operand;
            if (cursor.HasFailed)
                return operand;
        }
    }

    private Expression ParseRange(Expression operand)
    {
        var bracket = cursor.Take();
        var duration = cursor.Current;
        long milliseconds = durations.TakeWhole();
        if (!cursor.HasFailed && milliseconds <= 0)
            cursor.Fail(duration, PromQLMessages.ZeroDuration, "");
        if (cursor.TryTake(":"))
            return ParseSubquery(operand, bracket, milliseconds);
        cursor.Expect("]", ": or ]");
        if (operand is not Expression.Selector selector)
            cursor.Fail(bracket, PromQLMessages.RangeOfExpression, "");
        else if (selector.Shift != TimeShift.None)
            cursor.Fail(bracket, PromQLMessages.ShiftBeforeRange, "");
        else
            return new Expression.Range(selector.Position, selector, milliseconds);
        return operand;
    }

    private Expression ParseSubquery(Expression operand, Token bracket, long milliseconds)
    {
        long step = 0;
        if (!cursor.Current.Is("]"))
        {
            var place = cursor.Current;
            step = durations.TakeWhole();
            if (!cursor.HasFailed && step <= 0)
                cursor.Fail(place, PromQLMessages.ZeroStep, "");
        }

        cursor.Expect("]", "a duration such as 1m, or ]");
        if (operand.Kind == ValueKind.InstantVector)
            return new Expression.Subquery(operand.Position, operand, milliseconds, step, TimeShift.None);
        cursor.Fail(bracket, PromQLMessages.SubqueryOfOther, "");
        return operand;
    }

    private Expression ParseEdge(Expression operand)
    {
        var word = cursor.Take();
        if (!dialect.HasExperiments)
            cursor.Fail(word, PromQLMessages.NotSupported($"the modifier {word.Text} is", PromQLMessages.Experimental), "");
        var edge = word.IsWord("anchored") ? RangeEdge.Anchored : RangeEdge.Smoothed;
        var selector = operand as Expression.Selector ?? ((Expression.Range)operand).Series;
        if (selector.Edge != RangeEdge.Plain)
            cursor.Fail(word, PromQLMessages.EdgeTwice, "");
        if (operand is Expression.Selector && edge == RangeEdge.Anchored)
            cursor.Fail(word, PromQLMessages.AnchoredInstant, "");
        return operand is Expression.Range range ? range with { Series = selector with { Edge = edge } } : selector with { Edge = edge };
    }

    private Expression ParseShift(Expression operand)
    {
        var word = cursor.Take();
        var shift = operand switch
        {
            Expression.Selector selector => selector.Shift,
            Expression.Range range => range.Series.Shift,
            Expression.Subquery subquery => subquery.Shift,
            _ => TimeShift.None,
        };
        if (operand is not (Expression.Selector or Expression.Range or Expression.Subquery))
            cursor.Fail(word, PromQLMessages.ShiftOfOther, "");
        shift = word.Is("@") ? ParseAt(word, shift) : ParseOffset(word, shift);
        return operand switch
        {
            Expression.Selector selector => selector with { Shift = shift },
            Expression.Range range => range with { Series = range.Series with { Shift = shift } },
            Expression.Subquery subquery => subquery with { Shift = shift },
            _ => operand,
        };
    }

    private TimeShift ParseOffset(Token word, TimeShift shift)
    {
        if (shift.OffsetMilliseconds != 0)
            cursor.Fail(word, PromQLMessages.OffsetTwice, "");
        return shift with { OffsetMilliseconds = durations.TakeSingle() };
    }

    private TimeShift ParseAt(Token word, TimeShift shift)
    {
        if (shift.Anchor != TimeAnchor.Evaluation)
            cursor.Fail(word, PromQLMessages.AtTwice, "");
        var token = cursor.Current;
        if (token.IsWord("start") || token.IsWord("end"))
        {
            cursor.Take();
            cursor.Expect("(", "()");
            cursor.Expect(")", ")");
            return shift with { Anchor = token.IsWord("start") ? TimeAnchor.Start : TimeAnchor.End };
        }

        bool negative = cursor.TryTake("-");
        if (!negative)
            cursor.TryTake("+");
        var number = cursor.Current;
        if (number.Kind != TokenKind.Number)
            cursor.FailHere("a timestamp in seconds, start() or end()");
        else if (!(Math.Abs(number.Value * 1000) < NumberText.LongestMilliseconds))
            cursor.Fail(number, PromQLMessages.BadTimestamp, "");
        cursor.Take();
        double milliseconds = Math.Round((negative ? -number.Value : number.Value) * 1000, MidpointRounding.AwayFromZero);
        return shift with { Anchor = TimeAnchor.Fixed, FixedMilliseconds = cursor.HasFailed ? 0 : (long)milliseconds };
    }
}
