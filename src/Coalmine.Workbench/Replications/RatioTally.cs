namespace Coalmine.Workbench.Replications;

/// <summary>Sums for the ratio of two means over replications: how many firings in how much time.</summary>
public readonly record struct RatioTally
{
    /// <summary>Replications.</summary>
    public long Count { get; init; }

    /// <summary>Sum of the numerators.</summary>
    public double Above { get; init; }

    /// <summary>Sum of the denominators.</summary>
    public double Below { get; init; }

    /// <summary>Sum of the squared numerators.</summary>
    public double AboveSquared { get; init; }

    /// <summary>Sum of the squared denominators.</summary>
    public double BelowSquared { get; init; }

    /// <summary>Sum of the products.</summary>
    public double Products { get; init; }

    /// <summary>The ratio of the means; NaN without a denominator.</summary>
    public double Ratio => Above / Below;

    /// <summary>
    /// The ratio's standard error by linearization (Cochran, Sampling Techniques, 3rd ed. 1977, 6.4): that of the mean of <c>above - ratio x below</c>,
    /// divided by the mean denominator. NaN with fewer than two replications.
    /// </summary>
    public double StandardError
    {
        get
        {
            double ratio = Ratio;
            double squares = Math.Max(0, AboveSquared - 2 * ratio * Products + ratio * ratio * BelowSquared);
            return Count < 2 ? double.NaN : Math.Sqrt(squares * Count / (Count - 1)) / Below;
        }
    }

    /// <summary>With one more replication.</summary>
    public RatioTally With(double above, double below) => new()
    {
        Count = Count + 1,
        Above = Above + above,
        Below = Below + below,
        AboveSquared = AboveSquared + above * above,
        BelowSquared = BelowSquared + below * below,
        Products = Products + above * below,
    };

    /// <summary>With those of a later block.</summary>
    public RatioTally With(in RatioTally later) => new()
    {
        Count = Count + later.Count,
        Above = Above + later.Above,
        Below = Below + later.Below,
        AboveSquared = AboveSquared + later.AboveSquared,
        BelowSquared = BelowSquared + later.BelowSquared,
        Products = Products + later.Products,
    };
}
