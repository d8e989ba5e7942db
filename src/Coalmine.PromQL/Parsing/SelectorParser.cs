using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Parsing;

/// <summary>Parses selectors and lists of label names.</summary>
internal sealed class SelectorParser(TokenCursor cursor)
{
    /// <summary>A metric's name with matchers, either of them optional.</summary>
    public Expression.Selector Parse()
    {
        var position = cursor.Position;
        var start = cursor.Current;
        var matchers = new List<LabelMatcher>();
        if (start.Kind == TokenKind.Word)
        {
            cursor.Take();
            Add(matchers, start, Labels.MetricName, MatchOperator.Equal, start.Text);
        }

        if (cursor.TryTake("{"))
            ParseMatchers(matchers);
        if (matchers.TrueForAll(matcher => matcher.Matches("")))
            cursor.Fail(start, PromQLMessages.EmptySelector, "");
        return new Expression.Selector(position, matchers);
    }

    /// <summary>A list of label names in parentheses; a comma may trail.</summary>
    public List<string> ParseNames()
    {
        var names = new List<string>();
        cursor.Expect("(", "(");
        while (cursor.Current.Kind == TokenKind.Word)
        {
            names.Add(TakeName());
            if (!cursor.TryTake(","))
                break;
        }

        cursor.Expect(")", "a label name, a comma or )");
        return names;
    }

    private void ParseMatchers(List<LabelMatcher> matchers)
    {
        bool named = matchers.Count > 0;
        while (cursor.Current.Kind is TokenKind.Word or TokenKind.Text)
        {
            var token = cursor.Current;
            if (token.Kind == TokenKind.Text)
                cursor.Fail(token, PromQLMessages.NotYet("quoted names are"), "a label name");
            string name = TakeName();
            if (name == Labels.MetricName && named && cursor.Current.Is("="))
                cursor.Fail(token, PromQLMessages.NameTwice, "");
            ParseComparison(matchers, name);
            if (!cursor.TryTake(","))
                break;
        }

        cursor.Expect("}", "a label name, a comma or }");
    }

    private void ParseComparison(List<LabelMatcher> matchers, string name)
    {
        MatchOperator? comparison = cursor.Current.Kind != TokenKind.Symbol ? null : cursor.Current.Text switch
        {
            "=" => MatchOperator.Equal,
            "!=" => MatchOperator.NotEqual,
            "=~" => MatchOperator.Regex,
            "!~" => MatchOperator.NotRegex,
            _ => null,
        };
        if (comparison is not { } found)
        {
            cursor.FailHere("=, !=, =~ or !~");
            return;
        }

        cursor.Take();
        var value = cursor.Current;
        if (value.Kind != TokenKind.Text)
            cursor.FailHere("a quoted text");
        cursor.Take();
        Add(matchers, value, name, found, value.Text);
    }

    private void Add(List<LabelMatcher> matchers, Token place, string name, MatchOperator comparison, string value)
    {
        if (cursor.HasFailed)
            return;
        if (LabelMatcher.TryCreate(name, comparison, value, out var matcher, out string reason))
            matchers.Add(matcher);
        else
            cursor.Fail(place, PromQLMessages.BadPattern(name, reason), "RE2 syntax");
    }

    private string TakeName()
    {
        if (cursor.Current.Text.Contains(':', StringComparison.Ordinal))
            cursor.Fail(cursor.Current, PromQLMessages.Unexpected(PromQLMessages.Quote(cursor.Current.Text)), "a label name");
        return cursor.Take().Text;
    }
}
