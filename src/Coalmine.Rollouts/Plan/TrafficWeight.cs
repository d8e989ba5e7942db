namespace Coalmine.Rollouts.Plan;

/// <summary>
/// The canary's share of the traffic as the routers keep it: integer parts of an integer total (Istio, Seldon and Argo Rollouts count to 100, the Gateway API
/// to any sum), so that rounding is visible and a weight can be compared exactly.
/// </summary>
public readonly record struct TrafficWeight : IComparable<TrafficWeight>
{
    /// <summary>Makes a weight.</summary>
    /// <param name="parts">The canary's parts, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">All parts, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The parts lie outside the total, or the total is not positive.</exception>
    public TrafficWeight(int parts, int total = 100)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, total);
        Parts = parts;
        Total = total;
    }

    /// <summary>The canary's parts.</summary>
    public int Parts { get; }

    /// <summary>All parts; 0 only in the default value, which stands for no traffic.</summary>
    public int Total { get; }

    /// <summary>No traffic to the canary.</summary>
    public static TrafficWeight None => new(0);

    /// <summary>All traffic to the canary.</summary>
    public static TrafficWeight All => new(100);

    /// <summary>The share as a number from 0 to 1.</summary>
    public double Share => Total == 0 ? 0 : (double)Parts / Total;

    /// <inheritdoc/>
    public int CompareTo(TrafficWeight other) => ((long)Parts * Math.Max(1, other.Total)).CompareTo((long)other.Parts * Math.Max(1, Total));

    /// <summary>Whether the first weight gives the canary less traffic.</summary>
    public static bool operator <(TrafficWeight left, TrafficWeight right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first weight gives the canary more traffic.</summary>
    public static bool operator >(TrafficWeight left, TrafficWeight right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first weight gives the canary at most as much traffic.</summary>
    public static bool operator <=(TrafficWeight left, TrafficWeight right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first weight gives the canary at least as much traffic.</summary>
    public static bool operator >=(TrafficWeight left, TrafficWeight right) => left.CompareTo(right) >= 0;

    /// <summary>The share in percent, as people write it: <c>10 %</c>, or <c>1/3</c> where the total is not 100.</summary>
    public override string ToString() => Total is 100 or 0
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Parts} %")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Parts}/{Total}");
}
