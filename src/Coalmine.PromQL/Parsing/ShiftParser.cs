namespace Coalmine.PromQL.Parsing;

/// <summary>Parses what stands behind an operand: ranges, subqueries, <c>offset</c> and <c>@</c>.</summary>
internal sealed class ShiftParser(TokenCursor cursor, PromQLMode mode)
{
    private static readonly string[] DurationWords = ["step", "range", "min", "max"];

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
                cursor.Fail(token, PromQLMessages.NotSupported($"the modifier {token.Text} is", PromQLMessages.Experimental), "");
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
        long milliseconds = TakeDuration();
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
            step = TakeDuration();
            if (!cursor.HasFailed && step <= 0)
                cursor.Fail(place, PromQLMessages.ZeroStep, "");
        }

        cursor.Expect("]", "a duration such as 1m, or ]");
        if (operand.Kind == ValueKind.InstantVector)
            return new Expression.Subquery(operand.Position, operand, milliseconds, step, TimeShift.None);
        cursor.Fail(bracket, PromQLMessages.SubqueryOfOther, "");
        return operand;
    }

    /// <summary>A duration; in 3.x also a number of seconds.</summary>
    private long TakeDuration()
    {
        var token = cursor.Current;
        bool isNumber = token.Kind == TokenKind.Number && mode == PromQLMode.V3;
        if (token.Kind != TokenKind.Duration && !isNumber)
        {
            bool isExpression = token.Is("(") || (token.Kind == TokenKind.Word && DurationWords.Contains(token.Text, StringComparer.OrdinalIgnoreCase));
            if (isExpression && mode == PromQLMode.V3)
                cursor.Fail(token, PromQLMessages.NotSupported("expressions of durations are", PromQLMessages.Experimental), "a duration such as 5m");
            else
                cursor.FailHere(mode == PromQLMode.V3 ? "a duration such as 5m, or a number of seconds" : "a duration such as 5m");
            return 0;
        }

        if (!(Math.Abs(token.Value) < NumberText.LongestMilliseconds))
            cursor.Fail(token, PromQLMessages.BadNumber(token.Text), "a duration such as 5m");
        cursor.Take();
        var next = cursor.Current;
        if (next.Is("+") || next.Is("-") || next.Is("*") || next.Is("/") || next.Is("%") || next.Is("^"))
            RefuseExpression(next);
        return (long)(isNumber ? token.Value * 1000 : token.Value);
    }

    private void RefuseExpression(Token operation)
    {
        // Behind an offset the operator belongs to the query: "x offset 5m + 1".
        if (cursor.InBrackets)
            cursor.Fail(operation, PromQLMessages.NotSupported("expressions of durations are", PromQLMessages.Experimental), "]");
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
        bool negative = cursor.TryTake("-");
        if (!negative)
            cursor.TryTake("+");
        long milliseconds = TakeDuration();
        return shift with { OffsetMilliseconds = negative ? -milliseconds : milliseconds };
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
