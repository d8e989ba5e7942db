namespace Coalmine.PromQL.Parsing;

/// <summary>What an expression yields.</summary>
public enum ValueKind
{
    /// <summary>One number.</summary>
    Scalar,

    /// <summary>One value per series at one moment.</summary>
    InstantVector,

    /// <summary>The samples of each series over a time range.</summary>
    RangeVector,

    /// <summary>A quoted text.</summary>
    Text,
}
