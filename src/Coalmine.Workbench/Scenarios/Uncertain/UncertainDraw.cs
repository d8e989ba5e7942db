namespace Coalmine.Workbench.Scenarios.Uncertain;

/// <summary>
/// A value around an estimate, from a standard normal draw and the ends of the estimate's 95 % interval. On a logarithm the value stays within a factor of four
/// of the estimate. An interval that begins at 0 (pods that may be alike) has no logarithm to speak of: then the value lies on the line through its ends.
/// </summary>
internal static class UncertainDraw
{
    private const double Z = 1.959963984540054;
    private const double Nothing = 1e-9;
    private const double LargestFactor = 4;
    private const double Day = 86_400;

    /// <summary>The value.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="ends">The interval's ends; the upper may be infinite.</param>
    /// <param name="z">The standard normal draw.</param>
    public static double Of(UncertainScale scale, double estimate, (double Lower, double Upper) ends, double z)
    {
        double width = (ends.Upper - ends.Lower) / (2 * Z);
        return scale switch
        {
            UncertainScale.TimeOfDay => (((estimate + (z * (((ends.Upper - ends.Lower + Day) % Day) / (2 * Z)))) % Day) + Day) % Day,
            UncertainScale.Share when estimate is >= 0.5 and < 1 => 1 - Math.Min(1, (1 - estimate) * Factor(1 - ends.Upper, 1 - ends.Lower, z)),
            UncertainScale.AtLeastOne => Math.Max(1, estimate + (z * width)),
            _ when ends.Lower > Nothing && estimate > Nothing => estimate * Factor(ends.Lower, ends.Upper, z) is var value && scale == UncertainScale.Share
                ? Math.Min(1, value)
                : value,
            _ => Math.Max(0, estimate + (z * Math.Min(width, 1))),
        };
    }

    private static double Factor(double lower, double upper, double z) =>
        lower > Nothing ? Math.Clamp(Math.Exp(z * Math.Log(upper / lower) / (2 * Z)), 1 / LargestFactor, LargestFactor) : 1;
}
