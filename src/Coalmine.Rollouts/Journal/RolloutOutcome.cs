namespace Coalmine.Rollouts.Journal;

/// <summary>How a rollout stands or ended.</summary>
public enum RolloutOutcome
{
    /// <summary>Still open.</summary>
    Open,

    /// <summary>Promoted.</summary>
    Promoted,

    /// <summary>Rolled back because a check failed.</summary>
    RolledBackOnEvidence,

    /// <summary>Rolled back because evidence was missing or stayed inconclusive, or because the maximum was reached.</summary>
    RolledBackForWantOfEvidence,

    /// <summary>Rolled back because an operator said so or a hook refused.</summary>
    RolledBackOnOrder,
}
