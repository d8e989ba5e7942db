namespace Coalmine.PromQL.Parsing;

/// <summary>Cuts a query into tokens; stops at the first piece that is none. Spelling rules: promql/parser/lex.go of Prometheus 2.42.</summary>
internal sealed class Lexer(string text, PromQLMode mode)
{
    private static readonly string[] Symbols =
        ["==", "!=", "=~", "!~", "<=", ">=", "</", ">/", "=", "<", ">", "+", "-", "*", "/", "%", "^", "(", ")", "{", "}", "[", "]", ",", "@", ":"];

    private readonly List<Token> tokens = [];
    private int at;
    private bool inBrackets;

    /// <summary>All tokens; the last one is the end, or the piece that could not be read.</summary>
    public static List<Token> Tokens(string text, PromQLMode mode) => new Lexer(text, mode).Run();

    private List<Token> Run()
    {
        while (true)
        {
            SkipBlanks();
            var token = at == text.Length ? new Token(TokenKind.End, at, 0, "", 0) : Next();
            tokens.Add(token);
            if (token.Kind is TokenKind.End or TokenKind.Invalid)
                return tokens;
            at = token.Offset + token.Length;
            inBrackets = token.Is("[") || (inBrackets && !token.Is("]"));
        }
    }

    private void SkipBlanks()
    {
        while (at < text.Length)
        {
            if (text[at] == '#')
                at = text.IndexOf('\n', at) is var end && end >= 0 ? end : text.Length;
            else if (text[at] is ' ' or '\t' or '\n' or '\r')
                at++;
            else
                return;
        }
    }

    private Token Next()
    {
        char c = text[at];
        if (c is '"' or '\'' or '`')
            return QuotedText.Read(text, at);
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return NumberText.Read(text, at, mode);
        if (char.IsAsciiLetter(c) || c == '_' || (c == ':' && !inBrackets))
            return Word();
        foreach (string symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
                return new Token(TokenKind.Symbol, at, symbol.Length, symbol, 0);
        }

        return new Token(TokenKind.Invalid, at, 1, PromQLMessages.UnexpectedCharacter(text, at), 0);
    }

    private Token Word()
    {
        int end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or ':'))
            end++;
        string word = text[at..end];
        if (word.Equals("inf", StringComparison.OrdinalIgnoreCase))
            return new Token(TokenKind.Number, at, word.Length, word, double.PositiveInfinity);
        if (word.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return new Token(TokenKind.Number, at, word.Length, word, double.NaN);
        return new Token(TokenKind.Word, at, word.Length, word, 0);
    }
}
