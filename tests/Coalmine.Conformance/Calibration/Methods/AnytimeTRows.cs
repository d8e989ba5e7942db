using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The anytime t of two arms with a common unknown variance, one value an arm a look, from the first look that leaves degrees of freedom.</summary>
internal static class AnytimeTRows
{
    private const int Last = 2000;
    private const double Alpha = 0.05;
    private const string Name = nameof(AnytimeT);

    public static IEnumerable<Experiment> All =>
    [
        Row("e-value, φ = 1; two arms, normal errors, σ unknown", 1, Rejects),
        Row("e-value, φ = 100; two arms, normal errors, σ unknown", 100, Rejects),
        Row("half width, φ = 10; two arms, normal errors, σ unknown", 10, (test, t) => t > test.HalfWidth(Alpha)) with { Error = Errors.Misses },
    ];

    private static bool Rejects(AnytimeT test, double t) => test.LogE(t * t) >= -Math.Log(Alpha);

    private static Experiment Row(string setting, double phi, Func<AnytimeT, double, bool> rejects) => new(Name, setting, Last - 1, Last, Alpha, () =>
    {
        double[] bounds = new double[Last + 1];
        for (int n = 2; n <= Last; n++)
        {
            var test = AnytimeT.Of((2 * n) - 2, phi, n / 2.0);
            bounds[n] = SumBounds.Smallest(1e9, t => rejects(test, t));
        }

        return (ref Xoshiro256 random) => Reaches(ref random, bounds);
    });

    private static bool Reaches(ref Xoshiro256 random, double[] bounds)
    {
        double sum1 = 0, sum2 = 0, squares = 0;
        for (int n = 1; n < bounds.Length; n++)
        {
            double first = NormalSampler.Draw(ref random);
            double second = NormalSampler.Draw(ref random);
            sum1 += first;
            sum2 += second;
            squares += (first * first) + (second * second);
            if (n < 2)
                continue;
            double variance = (squares - (((sum1 * sum1) + (sum2 * sum2)) / n)) / ((2 * n) - 2);
            double difference = (sum1 - sum2) / n;
            if (difference * difference >= bounds[n] * bounds[n] * variance * 2 / n)
                return true;
        }

        return false;
    }
}
