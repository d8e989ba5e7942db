namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// Which Argo Rollouts is imitated. Decisions of analysis are the same in both; the condition language, messages and a few rules of the rollout differ
/// (argoproj/argo-rollouts, commit 9f8d111d, 2026-08-17).
/// </summary>
public enum ArgoRelease
{
    /// <summary>1.9.1 of 2026-07-06, with antonmedv/expr 1.15.5.</summary>
#pragma warning disable CA1707 // A release is written with its dot, and an underscore is as near as a name gets.
    V1_9,

    /// <summary>1.10 as of its first release candidate, with expr-lang/expr 1.17.8.</summary>
    V1_10,
#pragma warning restore CA1707
}
