using Coalmine.Simulation.Truth;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Advice;

/// <summary>A check that would look at what is wrong in a world.</summary>
/// <param name="Effect">What is wrong.</param>
/// <param name="Yaml">The check as a policy writes it.</param>
/// <param name="Sight">What it would see within the policy's plan; nothing where that was not computed.</param>
public sealed record CatchingCheck(MetricEffect Effect, string Yaml, CheckSight? Sight)
{
    /// <summary>What to write, and what comes of it.</summary>
    public override string ToString()
    {
        string seen = Sight switch
        {
            { Kind: SightKind.Computed, Seen: { } at } => $", which sees it within {Figures.Length(at.TotalSeconds)} in four rollouts of five (computed)",
            { Kind: SightKind.Computed, Power: var power } =>
                $", which rolls back {Figures.Percent(power)} % within this plan (computed): it needs more traffic or time as well",
            { Kind: SightKind.OneLook, Seen: { } at } => $", which sees it after {Figures.Length(at.TotalSeconds)} at the soonest (computed)",
            _ => "",
        };
        return $"Write `{Yaml}`{seen}.";
    }
}
