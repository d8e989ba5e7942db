using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coalmine.Workbench.Pictures;

/// <summary>What all pictures have: the font, the sizes of texts, a legend below the data, and bytes of a PNG.</summary>
internal static class Canvas
{
    /// <summary>Width of every picture in pixels.</summary>
    public const int Width = 1200;

    private static readonly double[] NiceSeconds =
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800];

    /// <summary>An empty plot with a title.</summary>
    public static Plot Create(string title)
    {
        PictureFont.Use();
        Plot plot = new();
        plot.Font.Set(PictureFont.Name);
        plot.Title(title, 18);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Title.Label.ForeColor = Palette.Ink;
        plot.Axes.Top.IsVisible = false;

        // An empty right edge keeps the last tick's label inside the picture.
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Right.TickGenerator = new EmptyTickGenerator();
        plot.Axes.Right.MinimumSize = 36;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Grid.MajorLineColor = Palette.Faint;
        return plot;
    }

    /// <summary>Names the axes.</summary>
    public static void Label(Plot plot, string x, string y)
    {
        plot.XLabel(x, 15);
        plot.YLabel(y, 15);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
    }

    /// <summary>Puts the legend below the data, in one row or as many as it takes.</summary>
    public static void LegendBelow(Plot plot)
    {
        plot.Legend.FontName = PictureFont.Name;
        plot.Legend.FontSize = 14;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.TightHorizontalWrapping = true;
        plot.Legend.SymbolWidth = 30;
        plot.Legend.InterItemPadding = new PixelPadding(24, 6);
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(Edge.Bottom);
    }

    /// <summary>Marks the bottom axis from 0 with times as <c>h:mm</c> (or with seconds where it is short).</summary>
    public static void TimeAxis(Plot plot, double seconds)
    {
        double step = NiceSeconds.FirstOrDefault(nice => seconds / nice <= 9, NiceSeconds[^1]);
        NumericManual ticks = new();
        for (double at = 0; at <= seconds * 1.0001; at += step)
            ticks.AddMajor(at, TimeLabel(at, step));
        plot.Axes.Bottom.TickGenerator = ticks;
    }

    /// <summary>The bytes of the PNG.</summary>
    public static byte[] Png(Plot plot, int height) => plot.GetImage(Width, height).GetImageBytes(ImageFormat.Png, 100);

    private static string TimeLabel(double at, double step)
    {
        TimeSpan time = TimeSpan.FromSeconds(at);
        System.Globalization.CultureInfo culture = System.Globalization.CultureInfo.InvariantCulture;
        string minutes = string.Create(culture, $"{(long)time.TotalHours}:{time.Minutes:00}");
        return step >= 60 ? minutes : string.Create(culture, $"{minutes}:{time.Seconds:00}");
    }
}
