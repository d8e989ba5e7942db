namespace Coalmine.PromQL.Parsing;

/// <summary>An operator between two expressions.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c>: by zero gives an infinity, zero by zero NaN.</summary>
    Divide,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c>: true when either side is NaN.</summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}
