using System.Globalization;
using System.Text;

namespace Coalmine.Conformance.Calibration;

/// <summary>The measured rows as a Markdown page and as CSV.</summary>
internal static class CalibrationTable
{
    public const string CsvHeading = "method,setting,counted,looks,last,promised,measured,lower,upper,errors,paths,verdict,claim,guarantee";

    /// <summary>The page: what was measured and how, the command, the table.</summary>
    public static string Page(CalibrationOptions options, IReadOnlyList<Measurement> rows)
    {
        var page = new StringBuilder();
        string date = options.Date is { } day ? string.Create(CultureInfo.InvariantCulture, $", {day:yyyy-MM-dd}") : "";
        page.Append(CultureInfo.InvariantCulture, $"# Sequential methods: measured level, seed {options.Seed}{date}\n\n");
        page.Append("Made by (from the root of the repository, with `--out FOLDER` for where the files go):\n\n");
        page.Append(CultureInfo.InvariantCulture, $"```\ndotnet run -c Release --project tests/Coalmine.Conformance -- {options.AsCommand()}\n```\n\n");
        page.Append("Every path lies on the boundary of the null, or has the true value that a sequence must cover, and is looked at as often as the row says, up to the\n");
        page.Append("number of observations under *last*. An error at any look is an error of the path. *Measured* is the share of such paths with Clopper and Pearson's 99 %\n");
        page.Append("interval; a level *holds* where that interval does not lie wholly above it. Rows marked † are counter-examples: the documentation says that the level\n");
        page.Append("does not hold there (before a burn-in, or under looks that the rule was not made for).\n\n");
        page.Append("| Method | Setting | Counted | Looks | Last | Promised | Measured | 99 % interval | Paths | Verdict | Guarantee |\n");
        page.Append("|---|---|---|---:|---:|---:|---:|---|---:|---|---|\n");
        foreach (Measurement row in rows)
            page.Append(Line(row)).Append('\n');
        return page.ToString();
    }

    /// <summary>One line of the page's table.</summary>
    public static string Line(Measurement row)
    {
        Experiment one = row.Experiment;
        string mark = one.Claim == Claim.CounterExample ? " †" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {one.Method}{mark} | {one.Setting} | {one.Error} | {one.Looks} | {one.Last} | {100 * one.Promised:0.0##} % | {100 * row.Share:0.000} % | "
            + $"[{100 * row.Interval.Lower:0.000}, {100 * row.Interval.Upper:0.000}] | {row.Paths} | {Verdict(row)} | {one.Guarantee} |");
    }

    /// <summary>The rows as CSV, with the heading.</summary>
    public static string Csv(IEnumerable<Measurement> rows)
    {
        var text = new StringBuilder(CsvHeading).Append('\n');
        foreach (Measurement row in rows)
        {
            Experiment one = row.Experiment;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{one.Method},\"{one.Setting}\",{one.Error},{one.Looks},{one.Last},{one.Promised:0.######},{row.Share:0.######},"
                + $"{row.Interval.Lower:0.######},{row.Interval.Upper:0.######},{row.Errors},{row.Paths},{Verdict(row)},"
                + $"{(one.Claim == Claim.Promise ? "promise" : "counter-example")},{one.Guarantee}\n");
        }

        return text.ToString();
    }

    private static string Verdict(Measurement row) => row.Holds ? "holds" : "does not hold";
}
