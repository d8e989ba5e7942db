namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>Functions that take a list and an expression over its elements; the words are those of the language in Pascal case.</summary>
internal enum LoopKind
{
    /// <summary>Whether it holds for all.</summary>
    All,

    /// <summary>Whether it holds for none.</summary>
    None,

    /// <summary>Whether it holds for some.</summary>
    Any,

    /// <summary>Whether it holds for exactly one.</summary>
    One,

    /// <summary>Those for which it holds.</summary>
    Filter,

    /// <summary>What it gives for each.</summary>
    Map,

    /// <summary>For how many it holds.</summary>
    Count,

    /// <summary>The sum of what it gives.</summary>
    Sum,

    /// <summary>The first for which it holds.</summary>
    Find,

    /// <summary>The index of that.</summary>
    FindIndex,

    /// <summary>The last for which it holds.</summary>
    FindLast,

    /// <summary>The index of that.</summary>
    FindLastIndex,

    /// <summary>All in the order of what it gives.</summary>
    SortBy,

    /// <summary>What is gathered from one to the next.</summary>
    Reduce,
}
