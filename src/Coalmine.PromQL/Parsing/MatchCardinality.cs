namespace Coalmine.PromQL.Parsing;

/// <summary>How many elements of each side may pair.</summary>
public enum MatchCardinality
{
    /// <summary>One with one; for <c>and</c>, <c>or</c>, <c>unless</c> any with any.</summary>
    OneToOne,

    /// <summary><c>group_left</c>: many on the left with one on the right.</summary>
    ManyToOne,

    /// <summary><c>group_right</c>: one on the left with many on the right.</summary>
    OneToMany,
}
