using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Which category an event fell into: two arms, an even split (sample ratio), four categories.</summary>
internal static class MultinomialMixtureRows
{
    private const int Last = 10_000;
    private const int ManyLast = 500;
    private const double Alpha = 0.05;
    private const string Name = nameof(MultinomialMixture);

    private static readonly double[] Four = [0.7, 0.2, 0.08, 0.02];

    public static IEnumerable<Experiment> All =>
    [
        Two("shares 10 % and 90 %, k = 100", 0.1, 100),
        Two("shares 50 % and 50 %, k = 1000", 0.5, 1000),
        new(Name, "shares 70, 20, 8 and 2 %, k = 100", ManyLast, ManyLast, Alpha, () => RejectsFour),
    ];

    private static Experiment Two(string setting, double share, double k) => new(Name, setting, Last, Last, Alpha,
        () => CountBand.Of(Last, share, (x, n) => MultinomialMixture.LogE([x, n - x], [share, 1 - share], k) >= -Math.Log(Alpha)).Leaves(share));

    private static bool RejectsFour(ref Xoshiro256 random)
    {
        Span<double> counts = stackalloc double[Four.Length];
        for (int n = 1; n <= ManyLast; n++)
        {
            double uniform = random.NextDouble();
            int category = 0;
            while (category < Four.Length - 1 && uniform >= Four[category])
                uniform -= Four[category++];
            counts[category]++;
            if (MultinomialMixture.LogE(counts, Four, 100) >= -Math.Log(Alpha))
                return true;
        }

        return false;
    }
}
