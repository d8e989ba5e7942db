using System.Globalization;

namespace Coalmine.PromQL.Bindings;

/// <summary>Writes bucket bounds as client libraries do.</summary>
public static class BoundText
{
    /// <summary>The value of <c>le</c> for a bound.</summary>
    public static string Of(double bound) => bound.ToString(CultureInfo.InvariantCulture);
}
