using ScottPlot;
using SkiaSharp;

namespace Coalmine.Workbench.Pictures;

/// <summary>The font that comes with Coalmine: pictures are the same on machines with other fonts, and with none.</summary>
internal static class PictureFont
{
    /// <summary>The name under which plots ask for it.</summary>
    public const string Name = "Coalmine Sans";

    private const string Resource = "Coalmine.Workbench.Reports.Fonts.DejaVuSans.ttf";
    private static readonly Lazy<bool> Registered = new(Register);

    /// <summary>Makes the font known to ScottPlot; once a process.</summary>
    public static void Use() => _ = Registered.Value;

    private static bool Register()
    {
        using Stream stream = typeof(PictureFont).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The font is missing from the assembly.");
        Fonts.FontResolvers.Insert(0, new Resolver(SKTypeface.FromStream(stream)));
        Fonts.Default = Name;
        return true;
    }

    private sealed class Resolver(SKTypeface typeface) : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? typeface : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? typeface : null;
    }
}
