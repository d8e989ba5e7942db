using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Outcomes;
using ScottPlot;
using ScottPlot.TickGenerators;

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
        Marks(plot, result, (x, y), candidate => !candidate.IsOnFront, ("beaten by another one", Palette.Grey, 6));
        Marks(plot, result, (x, y), candidate => candidate.IsOnFront, ("on the front", Palette.Blue, 9));
        Marks(plot, result, (x, y), candidate => candidate.Number == 0, ("given", Palette.Orange, 15));
        if (result.Recommended > 0)
            Marks(plot, result, (x, y), candidate => candidate.Number == result.Recommended, ("recommended", Palette.Vermilion, 15));
        PowersOfTen(plot, result, x);
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
        _ => Math.Log10(value + 1),
    };

    // Requests of policies that promote are thousands of times those of policies that roll back.
    private static void PowersOfTen(Plot plot, TuningResult result, int axis)
    {
        if (MeasureWords.Unit(result.Measures[axis]) is CharacteristicUnit.Share or CharacteristicUnit.Seconds)
            return;
        double most = result.Candidates.Max(candidate => candidate.Measures[axis].Estimate);
        NumericManual ticks = new();
        ticks.AddMajor(0, "0");
        for (double power = 1; power <= most * 10; power *= 10)
            ticks.AddMajor(Math.Log10(power + 1), Figures.Whole(power));
        plot.Axes.Bottom.TickGenerator = ticks;
    }

    private static string Label(TuningMeasure measure) => MeasureWords.Name(measure) + MeasureWords.Unit(measure) switch
    {
        CharacteristicUnit.Share => " (% of rollouts)",
        CharacteristicUnit.Seconds => " (minutes)",
        _ => " (mean, powers of ten)",
    };
}
