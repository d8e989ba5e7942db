namespace Coalmine.PromQL.Parsing;

/// <summary>
/// Parses durations; in 3.x also numbers of seconds, and with the flag <c>promql-duration-expr</c> what can be computed of them, of <c>step()</c> and of
/// <c>range()</c> (promql/durations.go and the grammar of Prometheus 3.14). All values are seconds.
/// </summary>
internal sealed class DurationParser(TokenCursor cursor, Dialect dialect)
{
    private static readonly string[] Words = ["step", "range", "min", "max"];

    private int nesting;

    /// <summary>Between brackets: a whole expression. Milliseconds.</summary>
    public long TakeWhole()
    {
        var start = cursor.Current;
        return Milliseconds(dialect.HasExperiments ? Sum() : Plain(), start);
    }

    /// <summary>Behind <c>offset</c>: only what binds tighter than any operator, since operators belong to the query. Milliseconds.</summary>
    public long TakeSingle()
    {
        var start = cursor.Current;
        return Milliseconds(Signed(dialect.HasExperiments ? Operand : Plain), start);
    }

    private long Milliseconds(double seconds, Token start)
    {
        double milliseconds = seconds * 1000;
        if (cursor.HasFailed)
            return 0;
        if (!(Math.Abs(milliseconds) < NumberText.LongestMilliseconds))
            cursor.Fail(start, PromQLMessages.BadNumber(start.Text), "a duration such as 5m");
        return cursor.HasFailed ? 0 : (long)(dialect.HasExperiments ? Math.Round(milliseconds) : milliseconds);
    }

    private double Plain()
    {
        double value = Literal();
        var next = cursor.Current;
        bool isOperator = next.Is("+") || next.Is("-") || next.Is("*") || next.Is("/") || next.Is("%") || next.Is("^");
        // Behind an offset the operator belongs to the query: "x offset 5m + 1".
        if (isOperator && cursor.InBrackets)
            cursor.Fail(next, PromQLMessages.NotSupported("expressions of durations are", PromQLMessages.Experimental), "]");
        return value;
    }

    private double Sum()
    {
        double value = Product();
        while (cursor.Current.Is("+") || cursor.Current.Is("-"))
        {
            bool isPlus = cursor.Take().Is("+");
            double next = Product();
            value += isPlus ? next : -next;
        }

        return value;
    }

    private double Product()
    {
        double value = Signed(Power);
        while (cursor.Current.Is("*") || cursor.Current.Is("/") || cursor.Current.Is("%"))
        {
            var symbol = cursor.Take();
            double next = Signed(Power);
            if (next == 0 && !symbol.Is("*"))
                cursor.Fail(symbol, PromQLMessages.DurationByZero, "");
            value = symbol.Is("*") ? value * next : symbol.Is("/") ? value / next : value % next;
        }

        return value;
    }

    private double Power()
    {
        double value = Operand();
        if (!cursor.TryTake("^"))
            return value;
        if (++nesting > PromQLParser.MaxDepth)
            cursor.Fail(cursor.Current, PromQLMessages.TooDeep(PromQLParser.MaxDepth), "");
        double exponent = Signed(Power);
        nesting--;
        return Math.Pow(value, exponent);
    }

    private double Signed(Func<double> operand)
    {
        if (cursor.TryTake("-"))
            return -operand();
        cursor.TryTake("+");
        return operand();
    }

    private double Operand()
    {
        var token = cursor.Current;
        if (cursor.TryTake("("))
        {
            double inner = Nested();
            cursor.Expect(")", "an operator or )");
            return inner;
        }

        return token.Kind == TokenKind.Word && Array.Exists(Words, token.IsWord) ? Call(token) : Literal();
    }

    private double Call(Token word)
    {
        cursor.Take();
        cursor.Expect("(", "(");
        double value = word.IsWord("step") ? dialect.StepMilliseconds / 1000.0 : dialect.RangeMilliseconds / 1000.0;
        if (word.IsWord("min") || word.IsWord("max"))
        {
            double first = Nested();
            cursor.Expect(",", "an operator or a comma");
            double second = Nested();
            value = word.IsWord("min") ? Math.Min(first, second) : Math.Max(first, second);
        }

        cursor.Expect(")", ")");
        return value;
    }

    private double Nested()
    {
        if (++nesting > PromQLParser.MaxDepth)
            cursor.Fail(cursor.Current, PromQLMessages.TooDeep(PromQLParser.MaxDepth), "");
        double value = Sum();
        nesting--;
        return value;
    }

    private double Literal()
    {
        var token = cursor.Current;
        bool isNumber = token.Kind == TokenKind.Number && dialect.Mode == PromQLMode.V3;
        if (token.Kind == TokenKind.Duration || isNumber)
        {
            cursor.Take();
            return isNumber ? token.Value : token.Value / 1000;
        }

        bool isExpression = dialect.Mode == PromQLMode.V3 && !dialect.HasExperiments
            && (token.Is("(") || (token.Kind == TokenKind.Word && Array.Exists(Words, token.IsWord)));
        if (isExpression)
            cursor.Fail(token, PromQLMessages.NotSupported("expressions of durations are", PromQLMessages.Experimental), "a duration such as 5m");
        else
            cursor.FailHere(dialect.Mode == PromQLMode.V3 ? "a duration such as 5m, or a number of seconds" : "a duration such as 5m");
        return 0;
    }
}
