using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Parsing;

/// <summary>Parses selectors and lists of label names.</summary>
internal sealed class SelectorParser(TokenCursor cursor, PromQLMode mode)
{
    /// <summary>Whether every matcher may match the empty text: in the second argument of info, which names labels and not series.</summary>
    public bool TakesEmpty { get; set; }

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
        if (!TakesEmpty && matchers.TrueForAll(matcher => matcher.Matches("")))
            cursor.Fail(start, PromQLMessages.EmptySelector, "");
        return new Expression.Selector(position, matchers, TimeShift.None);
    }

    /// <summary>A list of label names in parentheses; a comma may trail.</summary>
    public List<string> ParseNames()
    {
        var names = new List<string>();
        cursor.Expect("(", "(");
        while (cursor.Current.Kind is TokenKind.Word or TokenKind.Text or TokenKind.Number)
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
        while (cursor.Current.Kind is TokenKind.Word or TokenKind.Text or TokenKind.Number)
        {
            var token = cursor.Current;
            bool isMetric = token.Kind == TokenKind.Text && !IsComparison(cursor.Following);
            string name = isMetric ? Labels.MetricName : TakeName();
            if (name == Labels.MetricName && named && (isMetric || cursor.Current.Is("=")))
                cursor.Fail(token, PromQLMessages.NameTwice, "");
            if (isMetric)
            {
                RequireV3(token);
                named = true;
                Add(matchers, cursor.Take(), Labels.MetricName, MatchOperator.Equal, token.Text);
                if (cursor.TryTake(","))
                    continue;
                break;
            }

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
        if (LabelMatcher.TryCreate(new LabelCondition(name, comparison, value), mode, out var matcher, out string reason))
            matchers.Add(matcher);
        else
            cursor.Fail(place, PromQLMessages.BadPattern(name, reason), "RE2 syntax");
    }

    /// <summary>A label's name: a word (inf and nan are read as numbers elsewhere), or in 3.x a quoted text.</summary>
    private string TakeName()
    {
        var token = cursor.Current;
        bool isWord = token.Kind == TokenKind.Word || (token.Kind == TokenKind.Number && char.IsAsciiLetter(token.Text[0]));
        if (token.Kind == TokenKind.Text)
            RequireV3(token);
        else if (!isWord || token.Text.Contains(':', StringComparison.Ordinal))
            cursor.Fail(token, PromQLMessages.Unexpected(PromQLMessages.Quote(token.Text)), "a label name");
        return cursor.Take().Text;
    }

    private static bool IsComparison(Token token) => token.Is("=") || token.Is("!=") || token.Is("=~") || token.Is("!~");

    private void RequireV3(Token token)
    {
        if (mode == PromQLMode.V2)
            cursor.Fail(token, PromQLMessages.OnlyInV3("quoted names are"), "a label name");
        else if (token.Text.Length == 0 || !GoText.IsValid(token.Text))
            cursor.Fail(token, PromQLMessages.InvalidLabel(GoText.Quote(token.Text)), "a label name");
    }
}
