using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>A controller for a Rollout, or why there can be none. Closed: the nested records are all there are.</summary>
public abstract record ArgoPreparation
{
    private ArgoPreparation()
    {
    }

    /// <summary>It can be carried out.</summary>
    /// <param name="Controller">The controller.</param>
    public sealed record Ready(ArgoController Controller) : ArgoPreparation;

    /// <summary>Its metrics come from providers that nothing here can ask, or have conditions that nothing here can evaluate.</summary>
    /// <param name="Reasons">One a metric.</param>
    public sealed record Refused(ImmutableArray<ArgoRefusal> Reasons) : ArgoPreparation;
}
