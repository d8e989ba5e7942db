using System.Globalization;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Calibration;

/// <summary>
/// How often a rule raises an alarm on windows in which canary and baseline are the same version (A/A): the error it really has, beside the one it claims.
/// Assumes that the windows are alike and independent of each other (no overlap). About 200 windows give ±3 points at 5 %. Guarantee: exact (Clopper and
/// Pearson 1934).
/// </summary>
/// <param name="Nominal">The error that the rule claims, in (0, 1).</param>
/// <param name="Alarms">Windows with an alarm.</param>
/// <param name="Windows">All windows.</param>
public readonly record struct FalseAlarmRate(double Nominal, long Alarms, long Windows)
{
    /// <summary>Windows from which on the comparison is worth printing.</summary>
    public const long EnoughWindows = 200;

    /// <summary>The measured rate; NaN without windows.</summary>
    public double Measured => (double)Alarms / Windows;

    /// <summary>Whether there are enough windows to speak of a measurement.</summary>
    public bool IsEnough => Windows >= EnoughWindows;

    /// <summary>Counts one-sided alarms "canary higher" at the upper nominal quantile of z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nominal is not in (0, 1), or a statistic is NaN.</exception>
    public static FalseAlarmRate OfStatistics(ReadOnlySpan<double> z, double nominal)
    {
        Domain.Level(nominal);
        Domain.Ranked(z);
        double critical = NormalDistribution.UpperQuantile(nominal);
        long alarms = 0;
        foreach (double value in z)
            alarms += value >= critical ? 1 : 0;
        return new FalseAlarmRate(nominal, alarms, z.Length);
    }

    /// <summary>The two-sided interval of the true rate at a confidence in (0, 1); [0, 1] without windows.</summary>
    public Interval Interval(double confidence) => ClopperPearson.Interval(Alarms, Windows, confidence);

    /// <summary>Whether the rule is shown to err more often than it claims: the interval lies above the nominal error.</summary>
    public bool IsBroken(double confidence) => Interval(confidence).IsWhollyAbove(Nominal);

    /// <summary>"nominal 5 %, measured 6.1 % [4.2, 8.7]", with the 95 % interval; "not measured" without windows.</summary>
    public override string ToString()
    {
        if (Windows <= 0)
            return string.Create(CultureInfo.InvariantCulture, $"nominal {100 * Nominal:0.##} %, not measured");
        Interval interval = Interval(0.95);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"nominal {100 * Nominal:0.##} %, measured {100 * Measured:0.0} % [{100 * interval.Lower:0.0}, {100 * interval.Upper:0.0}]");
    }
}
