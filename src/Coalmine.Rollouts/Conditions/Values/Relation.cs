namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>An order between two values.</summary>
internal enum Relation
{
    /// <summary>&lt;.</summary>
    Less,

    /// <summary>&lt;=.</summary>
    AtMost,

    /// <summary>&gt;.</summary>
    Greater,

    /// <summary>&gt;=.</summary>
    AtLeast,
}
