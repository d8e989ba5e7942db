using System.Collections.Immutable;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The ratios that the rate-ratio e-processes bet on, as multiples of the ratio under test. Fixed before any data are seen; a uniform mixture over them costs a
/// factor of at most their number against the best single bet (Ville's inequality holds for any mixture).
/// </summary>
public static class RateRatioAlternatives
{
    /// <summary>Bets on harm: all above 1, since a component at or below the ratio under test would grow under a harmless canary.</summary>
    public static ImmutableArray<double> Harm { get; } = [1.1, 1.25, 1.5, 2, 3, 5, 10];

    /// <summary>Bets on safety, as absolute ratios; only those below the ratio under test are used.</summary>
    public static ImmutableArray<double> Safety { get; } = [0.3, 0.5, 0.7, 0.85, 1, 1.15, 1.3];
}
