namespace Coalmine.Rollouts.Evidence;

/// <summary>An estimate of the dispersion of a share.</summary>
/// <param name="IsKnown">Whether enough windows and events stand behind it.</param>
/// <param name="Factor">max(1, φ): what counts are divided by.</param>
/// <param name="IsGuess">Whether it is a cautious guess for want of events.</param>
internal readonly record struct DispersionEstimate(bool IsKnown, double Factor, bool IsGuess = false)
{
    /// <summary>The factor from which requests plainly depend on each other.</summary>
    public const double Dependent = 1.5;

    /// <summary>
    /// Whether requests plainly depend on each other. Dividing counts by an estimated factor matches their variance and not their tail, so that the level
    /// then holds about, and not for sure.
    /// </summary>
    public bool ShowsDependence => Factor >= Dependent;

    /// <summary>The estimate from Pearson's statistic.</summary>
    /// <param name="statistic">Σ(x - n p)² / (n p (1 - p)).</param>
    /// <param name="freedom">Its degrees of freedom.</param>
    /// <param name="events">Events behind it.</param>
    public static DispersionEstimate Of(double statistic, int freedom, double events)
    {
        if (freedom < 1)
            return new DispersionEstimate(false, 1);
        double factor = Math.Max(1, statistic / freedom);
        return new DispersionEstimate(freedom + 1 >= Dispersion.FewestWindows && events >= Dispersion.FewestEvents * factor, factor);
    }
}
