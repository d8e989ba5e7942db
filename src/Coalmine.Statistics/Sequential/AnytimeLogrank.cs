using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>The anytime-valid logrank test of a hazard ratio (ter Schure, Pérez-Ortiz, Ly and Grünwald 2020). Guarantee: anytime-valid.</summary>
/// <remarks>Null: equal hazards; the design ratio decides the direction (above 1: harm). Assumes independent pods or sessions, and everything at risk known.
/// Multiply over the events. O(1) an event.</remarks>
public static class AnytimeLogrank
{
    /// <summary>ln e of one event against equal hazards, for a design hazard ratio above 0: which arm it hit, of those at risk just before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nobody of the arm that was hit was at risk, or the ratio is not positive and finite.</exception>
    public static double LogE(bool hitCanary, double canaryAtRisk, double baselineAtRisk, double hazardRatio)
    {
        Domain.Count(canaryAtRisk);
        Domain.Count(baselineAtRisk);
        Domain.Trials(hitCanary ? canaryAtRisk : baselineAtRisk, nameof(hitCanary));
        Domain.Positive(hazardRatio);
        double all = canaryAtRisk + baselineAtRisk;
        double weighted = (hazardRatio * canaryAtRisk) + baselineAtRisk;
        return Math.Log((hitCanary ? hazardRatio : 1) * all / weighted);
    }
}
