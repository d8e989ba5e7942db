using System.Collections.Immutable;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power;

/// <summary>
/// Power and expected length of a one-sided group-sequential test by the recursion with drift (Armitage, McPherson and Rowe 1969; Jennison and Turnbull 2000,
/// chapter 19). The drift is the mean of z at full information. Guarantee: planned-sequential; asymptotic in the counts.
/// </summary>
/// <param name="Information">Rising information fractions of the looks; the last is 1.</param>
/// <param name="Bounds">z from which on each look rejects.</param>
public sealed record GroupSequentialDesign(ImmutableArray<double> Information, ImmutableArray<double> Bounds)
{
    // Paths so far below their mean, in standard deviations at the end, never come back.
    private const double Floor = 9;

    /// <summary>The design that spends alpha by a function.</summary>
    public static GroupSequentialDesign Of(AlphaSpending spending, double alpha, ImmutableArray<double> information) =>
        new(information, [.. GroupSequential.Bounds(spending, alpha, information)]);

    /// <summary>The probabilities of rejecting at each look for the first time.</summary>
    public ImmutableArray<double> StopProbabilities(double drift)
    {
        var paths = new BoundaryCrossing(drift);
        ImmutableArray<double>.Builder stops = ImmutableArray.CreateBuilder<double>(Bounds.Length);
        for (int k = 0; k < Bounds.Length; k++)
        {
            double t = Information[k];
            double bound = Bounds[k] * Math.Sqrt(t);
            stops.Add(paths.Crossing(t, double.NegativeInfinity, bound).Above);
            if (k + 1 < Bounds.Length)
                paths.Continue(t, Math.Min(bound - 1, (drift * t) - (Floor * Math.Sqrt(t))), bound);
        }

        return stops.MoveToImmutable();
    }

    /// <summary>The probability of rejecting at any look.</summary>
    public double Power(double drift) => StopProbabilities(drift).Sum();

    /// <summary>The expected information fraction at which the test ends, by rejecting or at its last look.</summary>
    public double ExpectedInformation(double drift)
    {
        ImmutableArray<double> stops = StopProbabilities(drift);
        double left = 1;
        double sum = 0;
        for (int k = 0; k < stops.Length; k++)
        {
            double ends = k + 1 < stops.Length ? stops[k] : left;
            sum += Information[k] * ends;
            left -= ends;
        }

        return sum;
    }

    /// <summary>The drift with a power in (error, 1).</summary>
    public double DriftFor(double power)
    {
        double low = 0;
        double high = 1;
        while (Power(high) < power && high < 64)
            (low, high) = (high, 2 * high);
        for (int i = 0; i < 60 && high - low > 1e-10 * high; i++)
        {
            double middle = 0.5 * (low + high);
            if (Power(middle) < power)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    /// <summary>
    /// The largest number of trials against that of a fixed test with the same one-sided level and power: (drift/(z_α + z_β))² (the inflation factor of
    /// Jennison and Turnbull 2000, tables 2.2 and 2.4).
    /// </summary>
    public double Inflation(double alpha, double power)
    {
        double drift = DriftFor(power) / (NormalDistribution.UpperQuantile(alpha) + NormalDistribution.UpperQuantile(1 - power));
        return drift * drift;
    }
}
