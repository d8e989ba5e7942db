using System.Globalization;

namespace Coalmine.Workbench.Reports;

/// <summary>How numbers are put into files.</summary>
internal static class FileNumbers
{
    /// <summary>
    /// The number with twelve digits, so that the last bits of a logarithm, which differ between processors, do not make different files; nothing for what is
    /// no
    /// finite number.
    /// </summary>
    public static double? Finite(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
