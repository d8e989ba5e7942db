namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>A piece of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a text in quotes what it stands for.</param>
/// <param name="Position">Index of its first character, from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is of a kind and has a text.</summary>
    public bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    /// <summary>As messages show it.</summary>
    public override string ToString() => Text.Length == 0 ? Kind.ToString() : $"{Kind}(\"{Text}\")";
}
