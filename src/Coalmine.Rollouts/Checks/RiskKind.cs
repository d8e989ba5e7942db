namespace Coalmine.Rollouts.Checks;

/// <summary>How a method's statement about risk counts in the policy's.</summary>
public enum RiskKind
{
    /// <summary>It makes none.</summary>
    None,

    /// <summary>At one planned look; over many it adds up.</summary>
    OneLook,

    /// <summary>Over all looks of the rollout, by evidence (an e-value) that is weighed together with the other checks'.</summary>
    Evidence,

    /// <summary>Over all looks of the rollout, by the check's own part of the risk.</summary>
    OwnLevel,
}
