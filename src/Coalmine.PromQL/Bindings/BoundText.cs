using System.Globalization;

namespace Coalmine.PromQL.Bindings;

/// <summary>Writes bucket bounds as client libraries do.</summary>
public static class BoundText
{
    /// <summary>The value of <c>le</c> for a bound of a metric.</summary>
    /// <param name="family">The metric, which has its own unit.</param>
    /// <param name="seconds">The bound in seconds.</param>
    public static string Of(MetricFamily family, double seconds)
    {
        ArgumentNullException.ThrowIfNull(family);
        return Of(Math.Round(seconds * family.UnitsPerSecond, 9));
    }

    /// <summary>The value of <c>le</c> for a bound.</summary>
    public static string Of(double bound) => bound.ToString(CultureInfo.InvariantCulture);
}
