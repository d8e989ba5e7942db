namespace Coalmine.Manifests.Argo;

/// <summary>The strategy that a Rollout writes.</summary>
public enum ArgoStrategyKind
{
    /// <summary>None, or both; Argo refuses it.</summary>
    None,

    /// <summary><c>canary</c>.</summary>
    Canary,

    /// <summary><c>blueGreen</c>: recognised, not simulated.</summary>
    BlueGreen,
}
