namespace Coalmine.Workbench.Characteristics;

/// <summary>The confidence of every interval in reports.</summary>
public static class Confidence
{
    /// <summary>95 %.</summary>
    public const double Level = 0.95;

    /// <summary>The two-sided normal quantile of the level.</summary>
    public static double Z { get; } = Statistics.Functions.NormalDistribution.UpperQuantile((1 - Level) / 2);
}
