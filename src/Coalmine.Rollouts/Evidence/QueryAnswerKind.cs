namespace Coalmine.Rollouts.Evidence;

/// <summary>The three ways in which a measurement can end.</summary>
public enum QueryAnswerKind
{
    /// <summary>No series answered.</summary>
    NoData,

    /// <summary>A value, possibly NaN.</summary>
    Value,

    /// <summary>The query failed.</summary>
    Error,
}
