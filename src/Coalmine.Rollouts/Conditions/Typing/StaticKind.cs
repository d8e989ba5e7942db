namespace Coalmine.Rollouts.Conditions.Typing;

/// <summary>What is known of a value before a condition runs.</summary>
internal enum StaticKind
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>It is nil.</summary>
    Nil,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A floating number.</summary>
    Float,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>Values by name.</summary>
    Map,

    /// <summary>A function that is not called.</summary>
    Function,
}
