using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// Bands around distribution functions and the sequential Kolmogorov-Smirnov test. Every value is a look; t times the distance grows by at most 1 a value (a pair
/// of values) and t times the radius never falls, so looks at which the band cannot be left are passed over without computing the distance.
/// </summary>
internal static class DistributionBandRows
{
    private const int Last = 1000;
    private const int HistogramLast = 4000;
    private const int Buckets = 8;
    private const double Alpha = 0.05;
    private const double SmallestTime = 100;
    private const string Name = nameof(DistributionBand);

    public static IEnumerable<Experiment> All =>
    [
        Band("closed form, all t ≥ 1", 1, t => DistributionBand.Radius(t, Alpha)),
        Band("sharper form, all t ≥ 100", (int)SmallestTime, t => DistributionBand.SharpRadius(t, Alpha, SmallestTime)),
        new(Name, "equal distributions, two samples, one value each a look", Last, 2 * Last, Alpha, () =>
        {
            double[] bounds = Bounds(Last);
            return (ref Xoshiro256 random) => Rejects(ref random, bounds);
        }),
        new(Name, "equal distributions, histograms of 8 buckets, one value each a look", HistogramLast, 2 * HistogramLast, Alpha, () =>
        {
            double[] bounds = Bounds(HistogramLast);
            return (ref Xoshiro256 random) => RejectsHistogram(ref random, bounds);
        }),
    ];

    private static Experiment Band(string setting, int from, Func<double, double> radius) => new(Name, setting, Last - from + 1, Last, Alpha, () =>
    {
        double[] radii = [.. Enumerable.Range(0, Last + 1).Select(t => t < from ? double.PositiveInfinity : radius(t))];
        return (ref Xoshiro256 random) => Misses(ref random, from, radii);
    })
    {
        Error = Errors.Misses,
    };

    private static bool Misses(ref Xoshiro256 random, int from, double[] radii)
    {
        var sample = new GrowingSample(Last);
        for (int more = from; sample.Count + more <= Last;)
        {
            sample.Grow(ref random, more);
            double room = radii[sample.Count] - sample.DistanceFromUniform();
            if (room < 0)
                return true;
            more = Math.Max(1, (int)Math.Ceiling(sample.Count * room));
        }

        return false;
    }

    private static bool Rejects(ref Xoshiro256 random, double[] bounds)
    {
        var first = new GrowingSample(Last);
        var second = new GrowingSample(Last);
        for (int more = 1; first.Count + more <= Last;)
        {
            first.Grow(ref random, more);
            second.Grow(ref random, more);
            double room = Math.Min(1, bounds[first.Count]) - first.DistanceFrom(second);
            if (room <= 0 && bounds[first.Count] <= 1)
                return true;
            more = Math.Max(1, (int)Math.Ceiling(first.Count * room));
        }

        return false;
    }

    private static bool RejectsHistogram(ref Xoshiro256 random, double[] bounds)
    {
        Span<int> above = stackalloc int[Buckets];
        for (int n = 1; n < bounds.Length; n++)
        {
            int first = (int)(random.NextDouble() * Buckets);
            int second = (int)(random.NextDouble() * Buckets);
            int largest = 0;
            for (int bucket = 0; bucket < Buckets; bucket++)
            {
                above[bucket] += (first <= bucket ? 1 : 0) - (second <= bucket ? 1 : 0);
                largest = Math.Max(largest, Math.Abs(above[bucket]));
            }

            if (largest >= bounds[n] * n)
                return true;
        }

        return false;
    }

    // The smallest distance that the sequential p rejects at n values an arm; +∞ where even 1 does not.
    private static double[] Bounds(int last) =>
        [double.PositiveInfinity, .. Enumerable.Range(1, last).Select(n => SumBounds.Smallest(1, distance => DistributionBand.EqualityP(distance, n, n) <= Alpha))];
}
