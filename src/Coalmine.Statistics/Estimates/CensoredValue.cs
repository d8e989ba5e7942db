using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Estimates;

/// <summary>A duration of which possibly only a lower bound is known.</summary>
/// <param name="Value">The duration, or the horizon it exceeds; +∞ where nothing bounds it.</param>
/// <param name="IsCensored">Whether the duration exceeds <paramref name="Value"/> by an unknown amount.</param>
public readonly record struct CensoredValue(double Value, bool IsCensored)
{
    /// <summary>What nothing is known of, since nothing was observed: NaN.</summary>
    public static CensoredValue Unknown => new(double.NaN, false);

    /// <summary>A duration that is known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is NaN.</exception>
    public static CensoredValue Known(double value)
    {
        Domain.Number(value);
        return new(value, false);
    }

    /// <summary>A duration known to exceed the horizon.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is NaN.</exception>
    public static CensoredValue Beyond(double horizon)
    {
        Domain.Number(horizon);
        return new(horizon, true);
    }

    /// <summary>Whether the value is a number: neither censored nor unbounded.</summary>
    public bool IsNumber => !IsCensored && double.IsFinite(Value);
}
