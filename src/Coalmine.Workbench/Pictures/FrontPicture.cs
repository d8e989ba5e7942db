using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Outcomes;
using ScottPlot;

namespace Coalmine.Workbench.Pictures;

/// <summary>Draws everything that a tuning run tried in two of its objectives: the front, the given and the recommended policy among them.</summary>
public static class FrontPicture
{
    private const int Height = 680;
    private const double SecondsAMinute = 60;

    /// <summary>The bytes of a PNG; the same for the same result. The run must have candidates and at least two objectives.</summary>
    public static byte[] Draw(TuningResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        (int x, int y) = Axes(result);
        Plot plot = Canvas.Create($"{result.Policy}: {Figures.Whole(result.Candidates.Length)} policies tried, in two of {result.Measures.Length} objectives");
        Canvas.Label(plot, Label(result.Measures[x]), Label(result.Measures[y]));
        Marks(plot, result, (x, y), candidate => !candidate.IsOnFront, ("beaten in every objective", Palette.Grey, 6));
        Marks(plot, result, (x, y), candidate => candidate.IsOnFront, ("on the front", Palette.Blue, 9));
        Marks(plot, result, (x, y), candidate => candidate.Number == 0, ("given", Palette.Orange, 15));
        if (result.Recommended > 0)
            Marks(plot, result, (x, y), candidate => candidate.Number == result.Recommended, ("recommended", Palette.Vermilion, 15));
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, Height);
    }

    // Errors of both kinds where both are known, for they pull against each other; else the last two.
    private static (int X, int Y) Axes(TuningResult result)
    {
        int rollbacks = result.Measures.IndexOf(TuningMeasure.FalseRollback);
        int exposure = result.Measures.IndexOf(TuningMeasure.Exposure);
        return rollbacks >= 0 && exposure >= 0 ? (exposure, rollbacks) : (result.Measures.Length - 1, result.Measures.Length - 2);
    }

    private static void Marks(
        Plot plot, TuningResult result, (int X, int Y) axes, Func<TuningCandidate, bool> which, (string Name, Color Colour, float Size) look)
    {
        TuningCandidate[] chosen = [.. result.Candidates.Where(which)];
        if (chosen.Length == 0)
            return;
        double[] xs = [.. chosen.Select(candidate => Scaled(result.Measures[axes.X], candidate.Measures[axes.X].Estimate))];
        double[] ys = [.. chosen.Select(candidate => Scaled(result.Measures[axes.Y], candidate.Measures[axes.Y].Estimate))];
        ScottPlot.Plottables.Scatter marks = plot.Add.ScatterPoints(xs, ys, look.Colour);
        marks.MarkerSize = look.Size;
        marks.LegendText = look.Name;
    }

    private static double Scaled(TuningMeasure measure, double value) => MeasureWords.Unit(measure) switch
    {
        CharacteristicUnit.Share => 100 * value,
        CharacteristicUnit.Seconds => value / SecondsAMinute,
        _ => value,
    };

    private static string Label(TuningMeasure measure) => MeasureWords.Name(measure) + MeasureWords.Unit(measure) switch
    {
        CharacteristicUnit.Share => " (% of rollouts)",
        CharacteristicUnit.Seconds => " (minutes)",
        _ => " (mean)",
    };
}
