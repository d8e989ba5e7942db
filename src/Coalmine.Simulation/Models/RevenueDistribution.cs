namespace Coalmine.Simulation.Models;

/// <summary>Revenue of one conversion: lognormal.</summary>
/// <param name="Mean">Mean revenue of a conversion in the scenario's currency; 0 where no revenue is measured.</param>
/// <param name="Variation">Coefficient of variation; at least 0.</param>
public sealed record RevenueDistribution(double Mean, double Variation)
{
    /// <summary>No revenue is measured.</summary>
    public static RevenueDistribution None { get; } = new(0, 0);
}
