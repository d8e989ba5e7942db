namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>What a value is while a condition runs.</summary>
internal enum ValueKind
{
    /// <summary>Nothing.</summary>
    Nil,

    /// <summary>A whole number of 64 bits.</summary>
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
}
