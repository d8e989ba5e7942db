using System.Text;

namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>Cuts a condition into tokens (expr, parser/lexer).</summary>
internal ref struct Lexer
{
    private const string Digits = "0123456789_";
    private static readonly HashSet<string> WordOperators =
        new(StringComparer.Ordinal) { "in", "or", "and", "not", "matches", "contains", "startsWith", "endsWith", "let" };

    private readonly string _text;
    private readonly ExprVersion _version;
    private readonly List<Token> _tokens = [];
    private int _at;

    private Lexer(string text, ExprVersion version)
    {
        _text = text;
        _version = version;
    }

    /// <summary>All tokens, with <see cref="TokenKind.EOF"/> at the end.</summary>
    /// <exception cref="SyntaxFault">A character or a literal is wrong.</exception>
    public static List<Token> Cut(string text, ExprVersion version)
    {
        var lexer = new Lexer(text, version);
        while (lexer.SkipBlanks())
            lexer.CutOne();
        lexer._tokens.Add(new Token(TokenKind.EOF, "", text.Length));
        return lexer._tokens;
    }

    private static bool IsWordStart(char letter) => letter is '_' or '$' || char.IsLetter(letter);

    private static bool IsWordPart(char letter) => IsWordStart(letter) || char.IsDigit(letter);

    private readonly char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    // White space and comments; false at the end.
    private bool SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(Peek()))
            {
                _at++;
            }
            else if (Peek() == '/' && Peek(1) == '/')
            {
                int end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else if (Peek() == '/' && Peek(1) == '*')
            {
                int end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = end < 0 ? throw SyntaxFault.Wrong(_at, "unclosed comment") : end + 2;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void CutOne()
    {
        char letter = Peek();
        if (char.IsAsciiDigit(letter) || (letter == '.' && char.IsAsciiDigit(Peek(1))))
            CutNumber();
        else if (letter is '"' or '\'')
            CutQuoted(letter);
        else if (letter == '`')
            CutRaw();
        else if (IsWordStart(letter))
            CutWord();
        else if ("([{}])".Contains(letter, StringComparison.Ordinal))
            Add(TokenKind.Bracket, 1);
        else if ("?.:|&!=*<>#,;%+-^/".Contains(letter, StringComparison.Ordinal))
            Add(TokenKind.Operator, LengthOfSign());
        else
            throw SyntaxFault.Wrong(_at, $"unrecognized character: U+{(int)letter:X4} '{letter}'");
    }

    private readonly int LengthOfSign() => (Peek(), Peek(1)) switch
    {
        ('?', '.' or '?') or ('.', '.') or (':', ':') or ('|', '|') or ('&', '&') or ('*', '*') => 2,
        ('!' or '=' or '<' or '>', '=') => 2,
        _ => 1,
    };

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _text.Substring(_at, length), _at));
        _at += length;
    }

    private void CutWord()
    {
        int end = _at;
        while (end < _text.Length && IsWordPart(_text[end]))
            end++;
        string word = _text[_at..end];
        bool isOperator = WordOperators.Contains(word) || (_version == ExprVersion.Expr117 && word is "if" or "else");
        Add(isOperator ? TokenKind.Operator : TokenKind.Identifier, word.Length);
    }

    private void CutNumber()
    {
        int start = _at;
        string digits = Digits;
        if (Peek() == '0')
        {
            digits = char.ToLowerInvariant(Peek(1)) switch
            {
                'x' => "0123456789abcdefABCDEF_",
                'o' => "01234567_",
                'b' => "01_",
                _ => Digits,
            };
            _at += digits == Digits ? 0 : 2;
        }

        SkipRun(digits);
        if (digits == Digits && Peek() == '.' && Peek(1) != '.')
        {
            _at++;
            SkipRun(Digits);
        }

        if (digits == Digits && Peek() is 'e' or 'E')
        {
            _at += Peek(1) is '+' or '-' ? 2 : 1;
            SkipRun(Digits);
        }

        if (IsWordPart(Peek()))
            throw SyntaxFault.Wrong(_at, $"bad number syntax: \"{_text[start..(_at + 1)]}\"");
        _tokens.Add(new Token(TokenKind.Number, _text[start.._at], start));
    }

    private void SkipRun(string allowed)
    {
        while (_at < _text.Length && allowed.Contains(_text[_at], StringComparison.Ordinal))
            _at++;
    }

    private void CutRaw()
    {
        int end = _text.IndexOf('`', _at + 1);
        if (end < 0)
            throw SyntaxFault.Wrong(_at, "literal not terminated");
        _tokens.Add(new Token(TokenKind.String, _text[(_at + 1)..end], _at));
        _at = end + 1;
    }

    private void CutQuoted(char quote)
    {
        int start = _at++;
        var value = new StringBuilder();
        while (Peek() != quote)
        {
            if (_at >= _text.Length || Peek() == '\n')
                throw SyntaxFault.Wrong(_at, "literal not terminated");
            if (Peek() == '\\')
                value.Append(CutEscape());
            else
                value.Append(_text[_at++]);
        }

        _at++;
        _tokens.Add(new Token(TokenKind.String, value.ToString(), start));
    }

    private string CutEscape()
    {
        int start = _at++;
        char letter = Peek();
        _at++;
        switch (letter)
        {
            case 'x':
                return CutCode(start, 2);
            case 'u':
                return CutCode(start, 4);
            case 'U':
                return CutCode(start, 8);
            default:
                int index = "abfnrtv\\'\"`".IndexOf(letter, StringComparison.Ordinal);
                return index >= 0 ? "\a\b\f\n\r\t\v\\'\"`"[index].ToString() : throw SyntaxFault.Wrong(start, "invalid char escape");
        }
    }

    private string CutCode(int start, int length)
    {
        int code = 0;
        for (int i = 0; i < length; i++, _at++)
        {
            if (!char.IsAsciiHexDigit(Peek()) || code >= 0x110000)
                throw SyntaxFault.Wrong(start, "invalid char escape");
            code = code * 16 + Convert.ToInt32(Peek().ToString(), 16);
        }

        return Rune.IsValid(code) ? new Rune(code).ToString() : throw SyntaxFault.Wrong(start, "invalid char escape");
    }
}
