namespace Coalmine.PromQL.Parsing;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>End of the text.</summary>
    End,

    /// <summary>No token; <see cref="Token.Text"/> says why.</summary>
    Invalid,

    /// <summary>Name of a metric, label, function, aggregation or a word operator.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A duration such as <c>1h30m</c>.</summary>
    Duration,

    /// <summary>A quoted text, unquoted.</summary>
    Text,

    /// <summary>Punctuation or an operator of symbols.</summary>
    Symbol,
}

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Characters it takes.</param>
/// <param name="Text">Its text; for a quoted text what it stands for, for an invalid token the reason.</param>
/// <param name="Value">A number's value, or a duration's milliseconds.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, int Length, string Text, double Value)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
