using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// Confidence sequences for the mean of values in [0, 1] by predictable mixtures and betting (Waudby-Smith and Ramdas 2024; confseq), at the last value,
/// without running intersection. No model of the distribution is needed. Each call reads all the values; where they come one by one,
/// <see cref="RunningEmpiricalBernstein"/>, <see cref="RunningHoeffding"/> and <see cref="RunningHedgedCapital"/> give the same at O(1) a value. Values outside
/// [0, 1] are refused with <see cref="ArgumentOutOfRangeException"/>. Guarantee: anytime-valid.
/// </summary>
/// <remarks>Assumes values in [0, 1] whose mean given the past is constant, in the order in which they came. O(n), and O(n) for each mean that is
/// tested.</remarks>
public static class BoundedMeanSequence
{
    /// <summary>The empirical-Bernstein interval at error alpha (two-sided), within [0, 1]; [0, 1] without values.</summary>
    public static Interval EmpiricalBernstein(ReadOnlySpan<double> values, double alpha)
    {
        var running = RunningEmpiricalBernstein.Start(alpha);
        foreach (double value in values)
            running = running.With(value);
        return running.Interval;
    }

    /// <summary>The Hoeffding interval: wider, blind to the variance; [0, 1] without values.</summary>
    public static Interval Hoeffding(ReadOnlySpan<double> values, double alpha)
    {
        var running = RunningHoeffding.Start(alpha);
        foreach (double value in values)
            running = running.With(value);
        return running.Interval;
    }

    /// <summary>
    /// ln max(K⁺/2, K⁻/2) of the hedged capital against a mean m in [0, 1]: reject at ln(1/α). The bets are those of the empirical-Bernstein mixture
    /// without its cap, cut at ½/m and ½/(1 - m).
    /// </summary>
    public static double HedgedLogCapital(ReadOnlySpan<double> values, double mean, double alpha)
    {
        var running = RunningHedgedCapital.Start(mean, alpha);
        foreach (double value in values)
            running = running.With(value);
        return running.LogCapital;
    }
}
