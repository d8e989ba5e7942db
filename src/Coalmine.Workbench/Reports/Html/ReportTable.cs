using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>A table of a report: people sort it by any column and take it away as CSV.</summary>
/// <param name="Id">Its name in the page and in files.</param>
/// <param name="Caption">What it holds.</param>
/// <param name="Columns">Names of the columns; the first one names the rows.</param>
/// <param name="Rows">The rows, as many cells as columns in each.</param>
internal sealed record ReportTable(string Id, string Caption, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<ReportCell>> Rows);

/// <summary>A cell: what people read, and the numbers behind it.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Note">What stands below in small: an interval; may be empty.</param>
/// <param name="Value">The number by which rows are sorted; NaN for texts.</param>
/// <param name="Low">Lower end of its interval; NaN where there is none.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct ReportCell(string Text, string Note, double Value, double Low, double High)
{
    /// <summary>The value that censored ones are known to exceed; NaN where none is censored.</summary>
    public double Horizon { get; init; } = double.NaN;

    /// <summary>Which of <c>estimate</c>, <c>lower</c> and <c>upper</c> are censored, parted by blanks.</summary>
    public string Censored { get; init; } = "";

    /// <summary>A cell without an answer.</summary>
    public static ReportCell None { get; } = Of("–");

    /// <summary>A text.</summary>
    public static ReportCell Of(string text) => new(text, "", double.NaN, double.NaN, double.NaN);

    /// <summary>A number.</summary>
    public static ReportCell Of(double value, string text) => new(text, "", value, double.NaN, double.NaN);

    /// <summary>A whole number.</summary>
    public static ReportCell Whole(long value) => Of(value, Figures.Whole(value));

    /// <summary>A number of one digit.</summary>
    public static ReportCell Number(double value) => Of(value, double.IsFinite(value) ? value.ToString("0.##", CultureInfo.InvariantCulture) : "–");

    /// <summary>A share in percent with its interval.</summary>
    public static ReportCell Share(double share, Interval interval) => new(
        Figures.Percent(share) + " %",
        $"{Figures.Percent(interval.Lower)}–{Figures.Percent(interval.Upper)}",
        100 * share, 100 * interval.Lower, 100 * interval.Upper);

    /// <summary>A characteristic with its interval; one that is censored sorts after all that are not, and is its horizon in files.</summary>
    public static ReportCell Of(OperatingCharacteristic characteristic)
    {
        CharacteristicUnit unit = characteristic.Definition.Unit;
        double scale = unit == CharacteristicUnit.Share ? 100 : 1;
        string sign = unit == CharacteristicUnit.Share ? " %" : "";
        return new ReportCell(
            Figures.Value(unit, characteristic.Estimate) + sign,
            Figures.Range(characteristic),
            characteristic.Estimate.IsCensored ? double.PositiveInfinity : scale * characteristic.Estimate.Value,
            characteristic.Lower.IsCensored ? double.PositiveInfinity : scale * characteristic.Lower.Value,
            characteristic.Upper.IsCensored ? double.PositiveInfinity : scale * characteristic.Upper.Value)
        {
            Censored = StudyCsv.CensoredEnds(characteristic),
            Horizon = new[] { characteristic.Estimate, characteristic.Lower, characteristic.Upper }
                .Where(end => end.IsCensored).Select(end => scale * end.Value).FirstOrDefault(double.NaN),
        };
    }
}
