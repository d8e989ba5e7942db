using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;

namespace Coalmine.Notebooks.Loading;

/// <summary>Binds policies to scenarios, or throws what stands against it.</summary>
internal static class Bindings
{
    /// <summary>The two together.</summary>
    public static Pairing Of(LoadedScenario scenario, RolloutPolicy policy) => policy.Bind(scenario) switch
    {
        PairingResult.Bound bound => bound.Pairing,
        PairingResult.WrongPolicy wrong => throw new RefusedException(wrong.Diagnostics),
        PairingResult.NotFaithful unfaithful => throw new RefusedException(unfaithful.Diagnostics),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
