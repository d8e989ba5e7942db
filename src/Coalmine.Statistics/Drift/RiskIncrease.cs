using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Drift;

/// <summary>
/// Harmful drift only (Podkopaev and Ramdas 2022): an alarm when the risk now (an error rate, or any loss in [0, 1]) is shown to exceed the reference's by
/// more than a tolerance, however much the inputs moved. Each side gets half of the error; P(ever an alarm) ≤ alpha while the risk is at most the reference's
/// + tolerance. Assumes that each risk is constant under the null, and that labels come for a fair share of requests.
/// </summary>
/// <param name="ReferenceUpper">Upper limit of the reference's risk.</param>
/// <param name="CurrentLower">Lower limit of the risk now.</param>
/// <param name="Tolerance">Increase that is put up with, at least 0, in points of the risk.</param>
public readonly record struct RiskIncrease(double ReferenceUpper, double CurrentLower, double Tolerance)
{
    /// <summary>Whether the increase is shown.</summary>
    public bool IsHarmful => CurrentLower > ReferenceUpper + Tolerance;

    /// <summary>The largest increase that is shown; negative where none is.</summary>
    public double ShownIncrease => CurrentLower - ReferenceUpper;

    /// <summary>Both risks still being counted, each by its confidence sequence. Guarantee: anytime-valid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not in [0, 1], alpha not in (0, 1), or counts are impossible.</exception>
    public static RiskIncrease Sequential(in TunedArm reference, in TunedArm current, double tolerance, double alpha)
    {
        Domain.Probability(tolerance);
        Domain.Level(alpha);
        return new(reference.Interval(alpha / 2).Upper, current.Interval(alpha / 2).Lower, tolerance);
    }

    /// <summary>Against a finished reference of x errors in n, by Clopper and Pearson's limit. Guarantee: anytime-valid in the current risk.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not in [0, 1], alpha not in (0, 1), or counts are impossible.</exception>
    public static RiskIncrease AgainstFixed(long x, long n, in TunedArm current, double tolerance, double alpha)
    {
        Domain.Probability(tolerance);
        Domain.Level(alpha);
        Domain.Events(x, n);
        return new(n > 0 ? ClopperPearson.Upper(x, n, alpha / 2) : 1, current.Interval(alpha / 2).Lower, tolerance);
    }
}
