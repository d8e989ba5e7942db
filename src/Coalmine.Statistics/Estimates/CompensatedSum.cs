namespace Coalmine.Statistics.Estimates;

/// <summary>A running sum whose rounding errors are carried along (Neumaier 1974): the error does not grow with the number of terms.</summary>
/// <param name="Sum">The plain running sum.</param>
/// <param name="Correction">What rounding took from it.</param>
public readonly record struct CompensatedSum(double Sum, double Correction)
{
    /// <summary>The corrected sum.</summary>
    public double Value => Sum + Correction;

    /// <summary>The sum with one more term; NaN from a term that is NaN or infinite on.</summary>
    public CompensatedSum Plus(double term)
    {
        double next = Sum + term;
        double lost = Math.Abs(Sum) >= Math.Abs(term) ? Sum - next + term : term - next + Sum;
        return new CompensatedSum(next, Correction + lost);
    }

    /// <summary>The sum of some values; NaN where one is NaN or infinite, or the sum overflows.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var sum = default(CompensatedSum);
        foreach (double value in values)
            sum = sum.Plus(value);
        return sum.Value;
    }
}
