namespace Coalmine.PromQL.Parsing;

/// <summary>When a selector or subquery looks: the modifiers <c>@</c> and <c>offset</c>, whose order in the text does not matter.</summary>
/// <param name="OffsetMilliseconds">How much before the anchor; negative looks ahead of it.</param>
/// <param name="Anchor">What it counts from.</param>
/// <param name="FixedMilliseconds">The timestamp of a fixed anchor; 0 otherwise.</param>
public readonly record struct TimeShift(long OffsetMilliseconds, TimeAnchor Anchor, long FixedMilliseconds)
{
    /// <summary>Neither modifier.</summary>
    public static TimeShift None { get; }
}
