using Coalmine.Workbench.Calibration;
using ScottPlot;

namespace Coalmine.Workbench.Pictures;

/// <summary>Draws fits against what was counted.</summary>
public static class CalibrationPicture
{
    private const int Height = 560;
    private const int MostPoints = 400;

    /// <summary>The request rate over time with the fitted mean, as the bytes of a PNG.</summary>
    public static byte[] Rate(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        TelemetryRecord record = fit.Record;
        int stride = Math.Max(1, record.Grid.Length / MostPoints);
        int[] at = [.. Enumerable.Range(0, record.Grid.Length).Where(k => k % stride == 0)];
        Coordinates[] points = [.. at.Skip(1).Zip(at, (to, from) => new Coordinates(
            (record.Grid[to] + record.Grid[from]) / 2 - record.Grid[0],
            (record.Total[to][TelemetryRecord.Requests] - record.Total[from][TelemetryRecord.Requests]) / (record.Grid[to] - record.Grid[from])))];
        Plot plot = Canvas.Create("Requests between scrapes and the fitted rate");
        Canvas.Label(plot, "time since the record began (h:mm)", "requests a second");
        Canvas.TimeAxis(plot, record.Span);
        plot.Add.Markers(points, MarkerShape.FilledCircle, 5, Palette.Grey).LegendText = "counted";
        double mean = fit.Find("traffic.rate")!.Estimate;
        double amplitude = fit.Find("traffic.shape.low") is { } low ? 1 - low.Estimate : 0;
        double peak = fit.Find("traffic.shape.peakAt")?.Estimate ?? 0;
        Coordinates[] fitted = [.. points.Select(point => new Coordinates(point.X, mean * (1 + amplitude * Math.Cos(2 * Math.PI * (point.X
            + record.Grid[0] - peak) / 86_400))))];
        Line(plot, fitted, "fitted");
        double top = Math.Max(points.Max(point => point.Y), fitted.Max(point => point.Y));
        plot.Axes.SetLimits(0, record.Span, 0, top * 1.1);
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, Height);
    }

    /// <summary>Shares of requests within each latency bound with the fitted law's, as the bytes of a PNG; empty where none was fitted.</summary>
    public static byte[] Latency(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.BucketMeans.IsEmpty)
            return [];
        double[] cells = LatencyFit.Cells(fit.Record);
        double total = cells.Sum();
        Plot plot = Canvas.Create($"Requests within each bound and the fitted {fit.Latency} law");
        Canvas.Label(plot, "latency (ms, at the buckets' bounds)", "requests within (%)");
        Line(plot, Cumulative(fit, [.. fit.BucketMeans], total), fit.Latency + " law at the bounds");
        plot.Add.Markers(Cumulative(fit, cells, total), MarkerShape.FilledCircle, 11, Palette.Vermilion).LegendText = "counted";
        plot.Axes.SetLimits(0, 1050 * fit.Record.Bounds[^1], -2, 104);
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, Height);
    }

    /// <summary>Labels that came by each moment with the fitted number, as the bytes of a PNG; empty where no delay was fitted.</summary>
    public static byte[] Labels(CalibratedScenario fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.LabelMeans.IsEmpty)
            return [];
        Plot plot = Canvas.Create("Labels that came, and those that share and delay explain");
        Canvas.Label(plot, "time since the record began (h:mm)", "labels so far");
        Canvas.TimeAxis(plot, fit.Record.Span);
        TelemetryRecord record = fit.Record;
        int stride = Math.Max(1, record.Grid.Length / MostPoints);
        Coordinates[] counted = [.. Enumerable.Range(0, record.Grid.Length).Where(k => k % stride == 0).Select(k => new Coordinates(
            record.Grid[k] - record.Grid[0], record.OfBaseline[k][TelemetryRecord.Labelled] - record.OfBaseline[0][TelemetryRecord.Labelled]))];
        double sum = 0;
        Coordinates[] fitted = [.. fit.LabelMeans.Select((mean, cell) => new Coordinates(fit.LabelTimes[cell], sum += mean))];
        plot.Add.Markers(counted, MarkerShape.FilledCircle, 6, Palette.Grey).LegendText = "counted";
        Line(plot, fitted, "fitted");
        plot.Axes.SetLimits(0, record.Span, 0, Math.Max(1, counted[^1].Y) * 1.08);
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, Height);
    }

    private static Coordinates[] Cumulative(CalibratedScenario fit, double[] cells, double total)
    {
        double sum = 0;
        return [.. fit.Record.Bounds.Select((bound, cell) => new Coordinates(1000 * bound, 100 * (sum += cells[cell]) / total))];
    }

    private static void Line(Plot plot, Coordinates[] points, string name)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(points, Palette.Blue);
        line.LineWidth = 2.5f;
        line.LegendText = name;
    }
}
