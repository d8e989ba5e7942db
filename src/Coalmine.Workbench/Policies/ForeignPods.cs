using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Policies;

/// <summary>Pods that the controller of a manifest may run.</summary>
/// <param name="Baseline">Pods of the baseline; nothing where the manifest leaves it to the world.</param>
/// <param name="MostCanary">The most pods of the canary beyond those of the baseline; nothing where it never has more.</param>
public sealed record ForeignPods(int? Baseline, int? MostCanary)
{
    /// <summary>The pods that a world must lay out.</summary>
    public PodLayout In(PodLayout world)
    {
        ArgumentNullException.ThrowIfNull(world);
        int baseline = Math.Max(1, Baseline ?? world.Baseline);
        return world with { Baseline = baseline, Canary = Math.Max(baseline, MostCanary ?? 0) };
    }
}
