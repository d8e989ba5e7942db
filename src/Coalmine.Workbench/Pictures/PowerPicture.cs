using System.Collections.Immutable;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Workbench.Detectability;
using ScottPlot;

namespace Coalmine.Workbench.Pictures;

/// <summary>Draws what can be seen by when: the method's curve, and below it that of a test which looks once (the price of looking).</summary>
public static class PowerPicture
{
    private const int Height = 640;

    /// <summary>The bytes of a PNG; the same for the same answer.</summary>
    public static byte[] Draw(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        PowerQuestion question = answer.Question;
        double width = answer.Horizon.TotalSeconds;
        Plot plot = Canvas.Create(PowerText.Sentence(answer));
        Canvas.Label(plot, "time since the weight was set (h:mm)", $"{question.Metric} that is seen by then (%)");
        Canvas.TimeAxis(plot, width);
        Line(plot, question, answer.Curve, point => point.CanaryRate, 0, PowerText.WordOf(question.Method));
        Line(plot, question, answer.Curve, point => point.AtOneLook, 1, "one look, then");
        ScottPlot.Plottables.HorizontalLine asked = plot.Add.HorizontalLine(100 * question.ValueOf(question.After), 1.5f, Palette.Grey, LinePattern.Dashed);
        asked.LegendText = "asked for";
        plot.Axes.SetLimitsX(0, width);
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, Height);
    }

    private static void Line(
        Plot plot, PowerQuestion question, ImmutableArray<DetectableEffect> curve, Func<DetectableEffect, double> share, int index, string name)
    {
        DetectableEffect[] known = [.. curve.Where(point => !double.IsNaN(share(point)))];
        if (known.Length < 2)
            return;
        double[] times = [.. known.Select(point => point.At.TotalSeconds)];
        double[] values = [.. known.Select(point => 100 * question.ValueOf(share(point)))];
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(times, values, Palette.OfPolicy(index));
        line.LineWidth = 2.5f;
        line.LegendText = name;
    }
}
