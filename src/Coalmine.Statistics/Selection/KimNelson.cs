namespace Coalmine.Statistics.Selection;

/// <summary>Constants of Kim and Nelson's fully sequential selection of the best system (2001), c = 1.</summary>
/// <param name="Eta">η = ½[(2α/(k - 1))^(-2/(n₀ - 1)) - 1].</param>
/// <param name="HSquared">h² = 2η(n₀ - 1).</param>
public readonly record struct KimNelson(double Eta, double HSquared)
{
    /// <summary>The constants for k ≥ 2 systems, an error alpha and n₀ ≥ 2 first replications.</summary>
    public static KimNelson Of(int systems, double alpha, int firstStage)
    {
        double eta = 0.5 * (Math.Pow(2 * alpha / (systems - 1), -2.0 / (firstStage - 1)) - 1);
        return new KimNelson(eta, 2 * eta * (firstStage - 1));
    }
}
