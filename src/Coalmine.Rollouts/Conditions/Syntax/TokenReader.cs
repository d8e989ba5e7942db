namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>Goes through the tokens of a condition.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _next;

    /// <summary>The token in hand.</summary>
    public Token Current => tokens[_next];

    /// <summary>The one after it.</summary>
    public Token Following => tokens[Math.Min(_next + 1, tokens.Count - 1)];

    /// <summary>The token in hand; goes on to the next.</summary>
    public Token Take()
    {
        Token token = Current;
        _next = Math.Min(_next + 1, tokens.Count - 1);
        return token;
    }

    /// <summary>Whether the token in hand is that sign.</summary>
    public bool IsOperator(string text) => Current.Is(TokenKind.Operator, text);

    /// <summary>Whether the token in hand is that bracket.</summary>
    public bool IsBracket(string text) => Current.Is(TokenKind.Bracket, text);

    /// <summary>Takes the token in hand if it is that sign.</summary>
    public bool TakeOperator(string text) => IsOperator(text) && Take().Kind == TokenKind.Operator;

    /// <summary>Takes the token in hand if it is that bracket.</summary>
    public bool TakeBracket(string text) => IsBracket(text) && Take().Kind == TokenKind.Bracket;

    /// <summary>Takes a sign that must be there.</summary>
    /// <exception cref="SyntaxFault">Something else is.</exception>
    public void ExpectOperator(string text)
    {
        if (!TakeOperator(text))
            throw Unexpected();
    }

    /// <summary>Takes a bracket that must be there.</summary>
    /// <exception cref="SyntaxFault">Something else is.</exception>
    public void ExpectBracket(string text)
    {
        if (!TakeBracket(text))
            throw Unexpected();
    }

    /// <summary>Takes a name that must be there.</summary>
    /// <exception cref="SyntaxFault">Something else is.</exception>
    public Token ExpectName() => Current.Kind == TokenKind.Identifier ? Take() : throw Unexpected();

    /// <summary>The token in hand does not belong here.</summary>
    public SyntaxFault Unexpected() => SyntaxFault.Wrong(Current.Position, $"unexpected token {Current}");
}
