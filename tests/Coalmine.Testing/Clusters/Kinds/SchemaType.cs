namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>What a value of a custom resource must be.</summary>
public enum SchemaType
{
    /// <summary>Anything; nothing inside is pruned.</summary>
    Any,

    /// <summary>An object of which nothing is pruned.</summary>
    Open,

    /// <summary>An object of known fields; others are pruned.</summary>
    Record,

    /// <summary>An object of any names with values of one type.</summary>
    Map,

    /// <summary>A list of values of one type.</summary>
    List,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A whole number or a text.</summary>
    WholeOrText,
}
