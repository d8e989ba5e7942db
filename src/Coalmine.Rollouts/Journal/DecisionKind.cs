namespace Coalmine.Rollouts.Journal;

/// <summary>What a controller decided in a step.</summary>
public enum DecisionKind
{
    /// <summary>Nothing was up for decision.</summary>
    None,

    /// <summary>Stay at this weight.</summary>
    Hold,

    /// <summary>Go to the next step.</summary>
    Advance,

    /// <summary>Wait for an operator.</summary>
    Pause,

    /// <summary>Promote.</summary>
    Promote,

    /// <summary>Roll back.</summary>
    RollBack,
}
