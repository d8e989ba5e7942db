namespace Coalmine.Simulation.Models;

/// <summary>How sure a model says it is, from 0 to 1: a beta distribution.</summary>
/// <param name="Mean">Mean score, above 0 and below 1; 0 where the model gives no scores.</param>
/// <param name="Variation">Coefficient of variation, standard deviation / mean: positive and below <see cref="MostVariation"/>.</param>
public readonly record struct ScoreDistribution(double Mean, double Variation)
{
    /// <summary>Where a beta distribution with a mean would have all its scores at 0 and 1: sqrt((1 - mean) / mean).</summary>
    public static double MostVariation(double mean) => Math.Sqrt((1 - mean) / mean);

    /// <summary>First shape: mean times the sum of both, which is mean (1 - mean) / variance - 1.</summary>
    public double Alpha => Mean * ShapeSum;

    /// <summary>Second shape.</summary>
    public double Beta => (1 - Mean) * ShapeSum;

    private double ShapeSum => (1 - Mean) / (Mean * Variation * Variation) - 1;
}
