namespace Coalmine.Statistics.Random;

/// <summary>1/k for small k, correctly rounded: a multiplication instead of a division in the inner loops of sequential search.</summary>
internal static class Reciprocals
{
    /// <summary>The largest k; sequential search beyond it means that rounding ate the last bit of a uniform number.</summary>
    public const int Limit = 127;

    private static readonly double[] Values = Build();

    /// <summary>Element k is 1/k, for k from 1 to <see cref="Limit"/>.</summary>
    public static ReadOnlySpan<double> Table => Values;

    private static double[] Build()
    {
        double[] values = new double[Limit + 1];
        for (int k = 1; k <= Limit; k++)
            values[k] = 1.0 / k;
        return values;
    }
}
