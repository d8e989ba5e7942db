using System.Globalization;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>How many wrong outcomes a reader would bear.</summary>
/// <param name="FalseRollback">Share of healthy canaries that may be rolled back, from 0 to 1.</param>
/// <param name="Missed">Share of regressed canaries that may be promoted, from 0 to 1.</param>
public readonly record struct Yardstick(double FalseRollback, double Missed)
{
    /// <summary>One in twenty each: the risks of a policy that states none.</summary>
    public static Yardstick Usual { get; } = new(0.05, 0.05);

    /// <summary>A limit in percent as people set it, without the sign: <c>5</c>, <c>0.5</c>.</summary>
    internal static string Percent(double limit) => (100 * limit).ToString("0.####", CultureInfo.InvariantCulture);
}
