using SkiaSharp;

namespace Coalmine.Workbench.Pictures;

/// <summary>Tells whether two pictures show the same, whatever their bytes.</summary>
public static class PictureDifference
{
    // Of 255 steps of a colour: beyond it people see a difference.
    private const int Noticeable = 48;

    /// <summary>The share of the pixels that differ noticeably; 1 where the sizes differ or one is no picture, 0 where both are the same bytes.</summary>
    /// <param name="first">The bytes of a picture.</param>
    /// <param name="second">The bytes of another one.</param>
    public static double Share(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.SequenceEqual(second))
            return 0;
        using SKBitmap? one = Decode(first);
        using SKBitmap? other = Decode(second);
        if (one is null || other is null || one.Width != other.Width || one.Height != other.Height)
            return 1;
        SKColor[] pixels = one.Pixels;
        SKColor[] others = other.Pixels;
        long different = 0;
        for (int i = 0; i < pixels.Length; i++)
            if (Distance(pixels[i], others[i]) > Noticeable)
                different++;
        return (double)different / pixels.Length;
    }

    private static SKBitmap? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return null;
        using SKData data = SKData.CreateCopy(bytes);
        return SKBitmap.Decode(data);
    }

    private static int Distance(SKColor one, SKColor other) => Math.Max(
        Math.Max(Math.Abs(one.Red - other.Red), Math.Abs(one.Green - other.Green)),
        Math.Max(Math.Abs(one.Blue - other.Blue), Math.Abs(one.Alpha - other.Alpha)));
}
