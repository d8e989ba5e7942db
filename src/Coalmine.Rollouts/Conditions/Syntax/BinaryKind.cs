namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>What a sign between two operands does.</summary>
internal enum BinaryKind
{
    /// <summary>Hands the left side to a function.</summary>
    Pipe,

    /// <summary>One of two.</summary>
    Or,

    /// <summary>Both.</summary>
    And,

    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    AtMost,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    AtLeast,

    /// <summary>Among.</summary>
    In,

    /// <summary>A text that a regular expression finds something in.</summary>
    Matches,

    /// <summary>A text within a text.</summary>
    Contains,

    /// <summary>A text at the start of a text.</summary>
    StartsWith,

    /// <summary>A text at the end of a text.</summary>
    EndsWith,

    /// <summary>Whole numbers from one to another.</summary>
    Range,

    /// <summary>Plus.</summary>
    Add,

    /// <summary>Minus.</summary>
    Subtract,

    /// <summary>Times.</summary>
    Multiply,

    /// <summary>Divided by.</summary>
    Divide,

    /// <summary>Remainder.</summary>
    Remainder,

    /// <summary>To the power of.</summary>
    Power,

    /// <summary>The other one where this one is nil.</summary>
    Otherwise,
}
