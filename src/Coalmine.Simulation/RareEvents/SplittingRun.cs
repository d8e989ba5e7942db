using System.Collections.Immutable;

namespace Coalmine.Simulation.RareEvents;

/// <summary>One repetition of a splitting.</summary>
/// <param name="Started">Paths at each level, the event itself last; a level that nobody reached has none.</param>
/// <param name="Passed">Those of them that came past it.</param>
/// <param name="Played">Rollouts that were really played: a path that enters beyond the next level need not be.</param>
public sealed record SplittingRun(ImmutableArray<int> Started, ImmutableArray<int> Passed, long Played)
{
    /// <summary>The estimate, Π passed/started; 0 where a level was never passed. Unbiased.</summary>
    public double Estimate
    {
        get
        {
            double product = 1;
            for (int i = 0; i < Started.Length && product > 0; i++)
                product *= (double)Passed[i] / Started[i];
            return product;
        }
    }
}
