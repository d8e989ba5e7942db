namespace Coalmine.Rollouts.Conditions;

/// <summary>The type of a provider's result: all that a condition is checked against before it runs.</summary>
public enum ResultShape
{
    /// <summary>Nothing.</summary>
    NoData,

    /// <summary>One floating number.</summary>
    Number,

    /// <summary>A list of floating numbers, perhaps empty.</summary>
    Numbers,

    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A JSON list.</summary>
    List,

    /// <summary>A JSON object.</summary>
    Map,
}
