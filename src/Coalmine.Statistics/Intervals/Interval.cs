namespace Coalmine.Statistics.Intervals;

/// <summary>A closed interval; an end may be infinite where nothing bounds the quantity on that side.</summary>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>Distance of the ends.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether the value lies in the interval, ends included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>Whether every point is greater than the limit.</summary>
    public bool IsWhollyAbove(double limit) => Lower > limit;

    /// <summary>Whether every point is smaller than the limit.</summary>
    public bool IsWhollyBelow(double limit) => Upper < limit;
}
