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

    /// <summary><c>%</c>: the remainder with the sign of the left side; by zero NaN.</summary>
    Modulo,

    /// <summary><c>^</c></summary>
    Power,

    /// <summary><c>atan2</c>: the angle of the point (right, left), in radians.</summary>
    Atan2,

    /// <summary><c>&lt;/</c>: what a native histogram has below a value; 3.x behind a feature flag.</summary>
    TrimUpper,

    /// <summary><c>&gt;/</c>: what it has above; 3.x behind a feature flag.</summary>
    TrimLower,

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

    /// <summary><c>and</c>: the left elements with a partner on the right.</summary>
    And,

    /// <summary><c>or</c>: the left elements, and the right ones without a partner on the left.</summary>
    Or,

    /// <summary><c>unless</c>: the left elements without a partner on the right.</summary>
    Unless,
}
