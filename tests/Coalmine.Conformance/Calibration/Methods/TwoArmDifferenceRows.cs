using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// The difference of two rates, one canary request and nine of the baseline a look. The difference can only be missed where an arm's own interval misses, so the
/// intervals are computed at such looks alone.
/// </summary>
internal static class TwoArmDifferenceRows
{
    private const int Looks = 1000;
    private const int BaselineRequests = 9;
    private const double Alpha = 0.05;

    public static IEnumerable<Experiment> All =>
    [
        Row("rates 1 % and 1 %, one request to nine a look", 0.01, 0.01),
        Row("rates 5 % and 1 %, one request to nine a look", 0.05, 0.01),
        Row("rates 50 % and 50 %, one request to nine a look", 0.5, 0.5),
    ];

    private static Experiment Row(string setting, double canary, double baseline) =>
        new(nameof(TwoArmDifferenceSequence), setting, Looks, Looks * (1 + BaselineRequests), Alpha, () =>
        {
            CountBand first = Band(Looks, canary, Looks);
            CountBand second = Band(Looks * BaselineRequests, baseline, Looks * BaselineRequests);
            return (ref Xoshiro256 random) => Misses(ref random, canary, baseline, first, second);
        })
        {
            Error = Errors.Misses,
        };

    private static CountBand Band(int last, double rate, double tunedFor) =>
        CountBand.Of(last, rate, (x, n) => !new TunedArm(x, n, tunedFor).Interval(Alpha / 2).Contains(rate));

    private static bool Misses(ref Xoshiro256 random, double canary, double baseline, CountBand first, CountBand second)
    {
        int x1 = 0, x2 = 0;
        for (int look = 1; look <= Looks; look++)
        {
            int n2 = look * BaselineRequests;
            x1 += random.NextDouble() < canary ? 1 : 0;
            x2 += (int)BinomialSampler.Draw(ref random, BaselineRequests, baseline);
            if (first.SideOf(x1, look) == 0 && second.SideOf(x2, n2) == 0)
                continue;
            var one = new TunedArm(x1, look, Looks);
            var other = new TunedArm(x2, n2, Looks * BaselineRequests);
            if (!TwoArmDifferenceSequence.Difference(one, other, Alpha).Contains(canary - baseline))
                return true;
        }

        return false;
    }
}
