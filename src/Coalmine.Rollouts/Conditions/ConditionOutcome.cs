namespace Coalmine.Rollouts.Conditions;

/// <summary>What a condition says of a result.</summary>
/// <param name="Holds">Whether it is true; false where there is an error.</param>
/// <param name="Error">Why it says nothing; else null.</param>
public readonly record struct ConditionOutcome(bool Holds, string? Error)
{
    /// <summary>It is true or false.</summary>
    public static ConditionOutcome Of(bool holds) => new(holds, null);

    /// <summary>It says nothing.</summary>
    public static ConditionOutcome Failed(string error) => new(false, error);
}
