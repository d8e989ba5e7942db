namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>Kinds of tokens, by the names that messages use.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    EOF,

    /// <summary>A name.</summary>
    Identifier,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    String,

    /// <summary>A sign or a word that works as one.</summary>
    Operator,

    /// <summary>A bracket of any shape.</summary>
    Bracket,
}
