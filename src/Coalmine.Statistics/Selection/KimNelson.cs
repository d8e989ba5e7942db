namespace Coalmine.Statistics.Selection;

/// <summary>Constants of Kim and Nelson's fully sequential selection of the best system (2001), c = 1.</summary>
/// <param name="Eta">η = ½[(2α/(k - 1))^(-2/(n₀ - 1)) - 1].</param>
/// <param name="HSquared">h² = 2η(n₀ - 1).</param>
public readonly record struct KimNelson(double Eta, double HSquared)
{
    /// <summary>The constants for k ≥ 2 systems, an error alpha and n₀ ≥ 2 first replications.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static KimNelson Of(int systems, double alpha, int firstStage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systems, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstStage, 2);
        if (alpha is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "An error probability lies between 0 and 1.");
        double eta = 0.5 * (Math.Pow(2 * alpha / (systems - 1), -2.0 / (firstStage - 1)) - 1);
        return new KimNelson(eta, 2 * eta * (firstStage - 1));
    }
}
