namespace Coalmine.Workbench.Replications;

/// <summary>The values of one measure: their moments, and rounded counts for quantiles.</summary>
public sealed class MeasureTally
{
    /// <summary>Mean and variance.</summary>
    public Moments Moments { get; private set; }

    /// <summary>How often each value was seen, rounded to 0.05 %.</summary>
    public ValueCounts Values { get; } = new(ValueRounding.TenBits);

    /// <summary>Adds a value; must be finite.</summary>
    public void Add(double value)
    {
        Moments = Moments.With(value);
        Values.Add(value);
    }

    /// <summary>Adds the values of a later block.</summary>
    public void Add(MeasureTally later)
    {
        Moments = Moments.With(later.Moments);
        Values.Add(later.Values);
    }
}
