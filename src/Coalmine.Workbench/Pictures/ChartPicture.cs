using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Reports.Html.Charts;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coalmine.Workbench.Pictures;

/// <summary>Draws any picture of a report, for those who want it as a file.</summary>
internal static partial class ChartPicture
{
    private const int LongestName = 60;
    private const int Height = 560;

    /// <summary>The bytes of a PNG or of an SVG; the same for the same picture.</summary>
    public static byte[] Draw(Chart chart, bool isSvg)
    {
        Plot plot = Canvas.Create(chart.Title);
        Canvas.Label(plot, chart.XName, chart.YName);
        int height = chart switch
        {
            Chart.Curves curves => Draw(plot, curves),
            Chart.Bars bars => Draw(plot, bars),
            Chart.Ranges ranges => Draw(plot, ranges),
            Chart.Points points => Draw(plot, points),
            Chart.Lanes lanes => Draw(plot, lanes),
            Chart.Heat heat => Draw(plot, heat),
            _ => throw new InvalidOperationException("Unreachable: the pictures are closed."),
        };
        return isSvg ? Encoding.UTF8.GetBytes(Renumbered(plot.GetSvgXml(Canvas.Width, height))) : Canvas.Png(plot, height);
    }

    // Skia numbers clips and gradients over the life of the process; a file must not tell what was drawn before it.
    private static string Renumbered(string svg)
    {
        Dictionary<string, string> names = [];
        return Numbered().Replace(svg, match =>
        {
            if (!names.TryGetValue(match.Value, out string? name))
                names[match.Value] = name = string.Create(CultureInfo.InvariantCulture, $"{match.Groups["kind"].Value}_{names.Count}");
            return name;
        });
    }

    [GeneratedRegex("(?<=[\"#])(?<kind>cl|gr|img|pattern|mask|filter)_[0-9a-f]+(?=[\")])")]
    private static partial Regex Numbered();

    private static int Draw(Plot plot, Chart.Curves chart)
    {
        double top = 0;
        for (int index = 0; index < chart.Lines.Length; index++)
        {
            Curve line = chart.Lines[index];
            if (line.Points.IsEmpty)
                continue;
            CurvePoint[] points = [.. line.IsStepped ? Stepped(line) : line.Points];
            double[] xs = [.. points.Select(point => point.X)];
            Color colour = Palette.OfPolicy(index);
            ScottPlot.Plottables.FillY band = plot.Add.FillY(xs, [.. points.Select(point => point.Low)], [.. points.Select(point => point.High)]);
            band.FillColor = colour.WithAlpha(0.18);
            band.LineWidth = 0;
            ScottPlot.Plottables.Scatter drawn = plot.Add.ScatterLine(xs, [.. points.Select(point => point.Y)], colour);
            drawn.LineWidth = 2.5f;
            drawn.LinePattern = Palette.PatternOf(index);
            drawn.LegendText = line.Name;
            top = Math.Max(top, points.Max(point => point.High));
        }

        foreach ((double at, _) in chart.Marks)
            plot.Add.VerticalLine(at, 1, Palette.Grey, LinePattern.Dotted);
        if (chart.X == AxisKind.Seconds)
            Canvas.TimeAxis(plot, chart.End);
        plot.Axes.SetLimits(0, chart.End, chart.Y == AxisKind.Percent ? -2 : 0, chart.Y == AxisKind.Percent ? 102 : Math.Max(0.01, top * 1.08));
        Canvas.LegendBelow(plot);
        return Height + (22 * (chart.Lines.Length / 4));
    }

    private static IEnumerable<CurvePoint> Stepped(Curve line)
    {
        CurvePoint? last = null;
        foreach (CurvePoint point in line.Points)
        {
            if (last is { } before)
                yield return before with { X = point.X };
            yield return point;
            last = point;
        }
    }

    private static int Draw(Plot plot, Chart.Bars chart)
    {
        Rows(plot, [.. chart.Rows]);
        double[] from = new double[chart.Rows.Length];
        foreach (BarPart part in chart.Parts)
        {
            List<Bar> bars = [];
            for (int row = 0; row < chart.Rows.Length; row++)
            {
                double to = from[row] + part.Values[row];
                if (part.Values[row] > 0)
                    bars.Add(new Bar { Position = -row, ValueBase = from[row], Value = to, Size = 0.78, FillColor = Tone(part.Tone), LineWidth = 0 });
                from[row] = to;
            }

            plot.Add.Bars(bars).Horizontal = true;
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = part.Name, FillColor = Tone(part.Tone) });
        }

        plot.Axes.SetLimits(0, 100.5, 0.6 - chart.Rows.Length, 0.6);
        Canvas.LegendBelow(plot);
        return 160 + (24 * chart.Rows.Length);
    }

    private static Color Tone(string tone) => tone switch
    {
        "promoted" => Palette.Of(Rollouts.Journal.RolloutOutcome.Promoted),
        "evidence" => Palette.Of(Rollouts.Journal.RolloutOutcome.RolledBackOnEvidence),
        "want" => Palette.Of(Rollouts.Journal.RolloutOutcome.RolledBackForWantOfEvidence),
        "order" => Palette.Of(Rollouts.Journal.RolloutOutcome.RolledBackOnOrder),
        _ => Palette.Of(Rollouts.Journal.RolloutOutcome.Open),
    };

    private static int Draw(Plot plot, Chart.Ranges chart)
    {
        Rows(plot, [.. chart.Rows.Select(row => row.Name)]);
        double right = 0;
        for (int index = 0; index < chart.Rows.Length; index++)
        {
            RangeRow row = chart.Rows[index];
            Color colour = Palette.OfPolicy(Math.Max(0, row.Group));
            plot.Add.Line(row.Low, -index, row.High, -index).LineStyle = new LineStyle { Width = 3, Color = colour };
            plot.Add.Marker(row.Estimate, -index, MarkerShape.FilledCircle, 10, colour);
            right = Math.Max(right, row.High);
        }

        plot.Axes.SetLimits(0, chart.X == AxisKind.Percent ? 100.5 : Math.Max(1, right * 1.06), 0.4 - chart.Rows.Length, 0.6);
        return 130 + (26 * chart.Rows.Length);
    }

    private static int Draw(Plot plot, Chart.Points chart)
    {
        for (int index = 0; index < chart.All.Length; index++)
        {
            ChartPoint point = chart.All[index];
            Color colour = Palette.OfPolicy(index);
            plot.Add.Line(point.XRange.Low, point.Y, point.XRange.High, point.Y).LineStyle = new LineStyle { Width = 2, Color = colour };
            plot.Add.Line(point.X, point.YRange.Low, point.X, point.YRange.High).LineStyle = new LineStyle { Width = 2, Color = colour };
            plot.Add.Marker(point.X, point.Y, MarkerShape.FilledCircle, 12, colour).LegendText = point.Name;
        }

        double right = chart.All.Max(point => point.XRange.High);
        double top = chart.All.Max(point => point.YRange.High);
        plot.Axes.SetLimits(-0.02 * right, Math.Min(102, 1.08 * right), -0.02 * top, chart.Y == AxisKind.Percent ? Math.Min(102, 1.08 * top) : 1.08 * top);
        Canvas.LegendBelow(plot);
        return Height;
    }

    private static int Draw(Plot plot, Chart.Lanes chart)
    {
        const double Lane = 14;
        double width = Math.Max(1, chart.End * 1.06);
        NumericManual ticks = new();
        foreach (int percent in new[] { 0, 50, 100 })
            ticks.AddMajor(percent, string.Create(CultureInfo.InvariantCulture, $"weight {percent} %"));
        for (int check = 0; check < chart.Checks.Length; check++)
            ticks.AddMajor(-Lane * (check + 1), Short(chart.Checks[check]));
        plot.Axes.Left.TickGenerator = ticks;
        Canvas.Label(plot, chart.XName, "");
        foreach ((double from, double to) in chart.Regressed.Where(stretch => stretch.From < width))
            plot.Add.HorizontalSpan(from, Math.Min(to, width), Palette.Vermilion.WithAlpha(0.09)).LineStyle.Width = 0;
        double[] times = [.. chart.Weights.Select(step => step.At)];
        double[] weights = [.. chart.Weights.Select(step => step.Weight)];
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(times, weights, Palette.Blue);
        line.ConnectStyle = ConnectStyle.StepHorizontal;
        line.LineWidth = 3;
        foreach ((string kind, MarkerShape shape, Color colour) in new[]
        {
            ("inconclusive", MarkerShape.OpenCircle, Palette.Orange),
            ("pass", MarkerShape.FilledCircle, Palette.Green),
            ("fail", MarkerShape.FilledSquare, Palette.Vermilion),
        })
        {
            Coordinates[] points =
                [.. chart.Verdicts.Where(verdict => verdict.Kind == kind).Select(verdict => new Coordinates(verdict.At, -Lane * (verdict.Check + 1)))];
            if (points.Length > 0)
                plot.Add.Markers(points, shape, kind == "fail" ? 14 : 9, colour).LegendText = kind;
        }

        plot.Add.VerticalLine(chart.End, 2, Palette.Ink, LinePattern.Dotted);
        Canvas.TimeAxis(plot, width);
        plot.Axes.SetLimits(-0.012 * width, width, -Lane * (chart.Checks.Length + 0.7), 108);
        Canvas.LegendBelow(plot);
        return 400 + (30 * chart.Checks.Length);
    }

    private static int Draw(Plot plot, Chart.Heat chart)
    {
        double[,] values = new double[chart.Rows.Length, chart.Columns.Length];
        for (int row = 0; row < chart.Rows.Length; row++)
            for (int column = 0; column < chart.Columns.Length; column++)
            {
                double value = chart.Values[(row * chart.Columns.Length) + column];
                values[chart.Rows.Length - 1 - row, column] = value;
                ScottPlot.Plottables.Text label = plot.Add.Text(Figures.Percent(value / 100), column, row);
                label.LabelFontColor = value > 55 ? Colors.White : Palette.Ink;
                label.LabelAlignment = Alignment.MiddleCenter;
                label.LabelFontSize = 15;
            }

        ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(values);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([Colors.White, new Color("#F0C27B"), Palette.Vermilion, new Color("#5C1E00")]);
        map.ManualRange = new ScottPlot.Range(0, 100);
        plot.MoveToBack(map);
        plot.Axes.Bottom.TickGenerator = Ticks([.. chart.Columns], 1);
        plot.Axes.Left.TickGenerator = Ticks([.. chart.Rows], 1);
        plot.Axes.SetLimits(-0.5, chart.Columns.Length - 0.5, -0.5, chart.Rows.Length - 0.5);
        return 180 + (60 * chart.Rows.Length);
    }

    private static void Rows(Plot plot, string[] names)
    {
        plot.Axes.Left.TickGenerator = Ticks(names, -1);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
    }

    private static NumericManual Ticks(string[] names, int step)
    {
        NumericManual ticks = new();
        for (int index = 0; index < names.Length; index++)
            ticks.AddMajor(step * index, Short(names[index]));
        return ticks;
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
