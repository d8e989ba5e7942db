using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using ScottPlot;

namespace Coalmine.Workbench.Pictures;

/// <summary>Draws the share of rollouts detected by a time after the onset, one curve a policy with its pointwise 95 % band.</summary>
public static class DetectionPicture
{
    private const int Height = 640;

    /// <summary>The bytes of a PNG; the same for the same result. The scenario must be regressed and have replications.</summary>
    public static byte[] Draw(ScenarioResult scenario)
    {
        double horizon = (scenario.Facts.Horizon - scenario.Facts.Onset).TotalSeconds;
        DetectionCurve[] curves = [.. scenario.Policies.Select((policy, index) => DetectionCurve.Of(policy.Name, scenario.Tallies[index], horizon))];
        double last = curves.Max(curve => curve.Points.Length > 2 ? curve.Points[^2].Seconds : 0);
        double width = last == 0 ? horizon : Math.Min(horizon, last * 1.15);
        Plot plot = Canvas.Create($"{scenario.Facts.Name}: how soon the regression is detected (n = {Figures.Whole(scenario.Replications)})");
        Canvas.Label(plot, "time since the onset (h:mm)", "rollouts with a detection (%), 95 % band");
        Canvas.TimeAxis(plot, width);
        bool zeroDrawn = false;
        for (int policy = 0; policy < curves.Length; policy++)
        {
            // Curves without a detection lie on each other: one band for all of them.
            bool isZero = curves[policy].Points[^1].Share == 0;
            Draw(plot, curves[policy], policy, width, !(isZero && zeroDrawn));
            zeroDrawn |= isZero;
        }

        plot.Axes.SetLimits(0, width, -2, 102);
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, Height + (22 * (curves.Length / 4)));
    }

    private static void Draw(Plot plot, DetectionCurve curve, int index, double width, bool withBand)
    {
        Color colour = Palette.OfPolicy(index);
        List<double> times = [];
        List<DetectionPoint> points = [];
        foreach (DetectionPoint point in curve.Points.Where(point => point.Seconds <= width).Append(curve.Points[^1] with { Seconds = width }))
        {
            // A step: the share before the moment, then the share after it.
            if (points.Count > 0)
            {
                times.Add(point.Seconds);
                points.Add(points[^1]);
            }

            times.Add(point.Seconds);
            points.Add(point);
        }

        double[] xs = [.. times];
        if (withBand)
        {
            ScottPlot.Plottables.FillY band =
                plot.Add.FillY(xs, [.. points.Select(point => point.Interval.Lower * 100)], [.. points.Select(point => point.Interval.Upper * 100)]);
            band.FillColor = colour.WithAlpha(0.18);
            band.LineWidth = 0;
        }

        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(xs, [.. points.Select(point => point.Share * 100)], colour);
        line.LineWidth = 2.5f;
        line.LinePattern = Palette.PatternOf(index);
        line.LegendText = $"{curve.Policy} ({Figures.Percent(curve.Points[^1].Share)} % in all)";
    }
}
