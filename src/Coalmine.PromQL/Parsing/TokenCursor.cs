namespace Coalmine.PromQL.Parsing;

/// <summary>
/// A position in the tokens of a query, and the first error. After an error the cursor stands at the end of the text, so that every rule of the
/// grammar comes to its own end without asking about errors; what it builds on the way is thrown away.
/// </summary>
internal sealed class TokenCursor(string text, PromQLMode mode)
{
    private readonly List<Token> tokens = Lexer.Tokens(text, mode);
    private int at;
    private int depth;

    public bool HasFailed { get; private set; }

    /// <summary>The first error; meaningless before one.</summary>
    public PromQLError Error { get; private set; } = new(default, "", "", "");

    public Token Current => tokens[at];

    public Token Following => tokens[Math.Min(at + 1, tokens.Count - 1)];

    /// <summary>Whether the current token stands between brackets.</summary>
    public bool InBrackets => depth > 0;

    public SourcePosition Position => PositionOf(Current);

    public SourcePosition PositionOf(Token token) => SourcePosition.In(text, token.Offset);

    /// <summary>Takes the current token.</summary>
    public Token Take()
    {
        var taken = tokens[at];
        depth += taken.Is("[") ? 1 : taken.Is("]") ? -1 : 0;
        if (at < tokens.Count - 1)
            at++;
        return taken;
    }

    /// <summary>Takes the current token if it is this symbol.</summary>
    public bool TryTake(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        Take();
        return true;
    }

    /// <summary>Takes the current token if it is this word.</summary>
    public bool TryTakeWord(string word)
    {
        if (!Current.IsWord(word))
            return false;
        Take();
        return true;
    }

    /// <summary>Takes this symbol; anything else is an error.</summary>
    public void Expect(string symbol, string allowed)
    {
        if (!TryTake(symbol))
            FailHere(allowed);
    }

    /// <summary>The current token cannot stand here.</summary>
    public void FailHere(string allowed)
    {
        var token = Current;
        if (token.Kind == TokenKind.Invalid)
            Fail(token, token.Text, "");
        else
            Fail(token, PromQLMessages.Unexpected(Describe(token)), allowed);
    }

    /// <summary>Notes an error at a token, unless there is one already, and ends the reading.</summary>
    public void Fail(Token token, string message, string allowed) => Fail(PositionOf(token), Describe(token), message, allowed);

    /// <summary>Notes an error at a place.</summary>
    public void Fail(SourcePosition position, string read, string message, string allowed)
    {
        if (!HasFailed)
            Error = new PromQLError(position, message, read, allowed);
        HasFailed = true;
        tokens.Add(new Token(TokenKind.End, text.Length, 0, "", 0));
        at = tokens.Count - 1;
    }

    private string Describe(Token token) =>
        token.Kind == TokenKind.End ? "end of the query" : PromQLMessages.Quote(text.Substring(token.Offset, token.Length));
}
