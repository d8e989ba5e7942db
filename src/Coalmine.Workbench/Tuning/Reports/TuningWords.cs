using System.Globalization;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Workbench.Tuning.Reports;

/// <summary>How values of a tuning run are written for people.</summary>
internal static class TuningWords
{
    /// <summary>A value in its unit.</summary>
    public static string Value(CharacteristicUnit unit, double value) => unit switch
    {
        CharacteristicUnit.Share => Figures.Percent(Math.Clamp(value, 0, 1)) + " %",
        CharacteristicUnit.Seconds => Figures.Length(Math.Max(0, value)),
        _ => Figures.Count(Math.Max(0, value)),
    };

    /// <summary>An estimate with its interval: <c>1.2 % [0.8 %, 1.9 %]</c>.</summary>
    public static string Estimate(TuningMeasure measure, MeasuredValue value) => Estimate(MeasureWords.Unit(measure), value);

    /// <summary>An estimate with its interval.</summary>
    public static string Estimate(CharacteristicUnit unit, MeasuredValue value) =>
        $"{Value(unit, value.Estimate)} [{Value(unit, value.Interval.Lower)}, {Value(unit, value.Interval.Upper)}]";

    /// <summary>A difference with its interval: <c>-3m12s [-3m30s, -2m55s]</c>.</summary>
    public static string Difference(TuningMeasure measure, MeasuredValue value)
    {
        CharacteristicUnit unit = MeasureWords.Unit(measure);
        Interval interval = value.Interval;
        string points = unit == CharacteristicUnit.Share ? " pp" : "";
        return $"{Figures.Difference(unit, value.Estimate)}{points} "
            + $"[{Figures.Difference(unit, interval.Lower)}, {Figures.Difference(unit, interval.Upper)}]";
    }

    /// <summary>What pairing gained, as tables show it; empty where nothing varies.</summary>
    public static string Gain(double gain) => double.IsFinite(gain) ? string.Create(CultureInfo.InvariantCulture, $"x{gain:0.0}") : "";

    /// <summary>What a comparison says.</summary>
    public static string Verdict(TuningEvidence evidence) => evidence switch
    {
        { IsAhead: true } => "ahead",
        { IsBehind: true } => "behind",
        { Difference: { Estimate: 0, Interval: { Lower: 0, Upper: 0 } } } => "the same",
        _ => "not told apart",
    };

    /// <summary>What came of a target.</summary>
    public static string Verdict(TargetVerdict verdict) => verdict switch
    {
        TargetVerdict.Held => "held",
        TargetVerdict.Open => "undecided",
        TargetVerdict.Missed => "missed",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
