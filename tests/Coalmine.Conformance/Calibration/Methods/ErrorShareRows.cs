using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The share of errors that hit the canary at one constant weight: sequence and one-sided e-process, for rare errors and for large rates.</summary>
internal static class ErrorShareRows
{
    private const int Last = 5000;
    private const int Requests = 1000;
    private const int BaselineRequests = 9;
    private const double Alpha = 0.05;
    private const double Weight = 0.1;
    private const double K = 100;

    public static IEnumerable<Experiment> All =>
    [
        Ratio("weight 10 %, ratio 1, k = 100; a look an error", 1),
        Ratio("weight 10 %, ratio 3, k = 100; a look an error", 3),
        new(nameof(ErrorShareSequence), "weight 10 %, both rates 30 %; one request to nine a look", Requests, Requests * 10, Alpha, LargeRates)
        {
            Error = Errors.Misses,
        },
        Harm("weight 10 %, Beta(10, 90); a look an error", 10, 90),
        Harm("weight 10 %, Beta(2, 18); a look an error", 2, 18),
    ];

    private static Experiment Ratio(string setting, double ratio) => new(nameof(ErrorShareSequence), setting, Last, Last, Alpha, () =>
    {
        double share = Weight * ratio / ((Weight * ratio) + 1 - Weight);
        return Band(Last, share, ratio).Leaves(share);
    })
    {
        Error = Errors.Misses,
    };

    private static CountBand Band(int last, double share, double ratio) => CountBand.Of(last, share, (x, n) =>
        !ErrorShareSequence.Of(x, n, Weight, Alpha, K).Ratio.Contains(ratio));

    private static PathRule LargeRates()
    {
        CountBand band = Band(Last, Weight, 1);
        return (ref Xoshiro256 random) =>
        {
            int x = 0, n = 0;
            for (int look = 0; look < Requests; look++)
            {
                int hits = random.NextDouble() < 0.3 ? 1 : 0;
                x += hits;
                n += hits + (int)BinomialSampler.Draw(ref random, BaselineRequests, 0.3);
                if (n > 0 && band.SideOf(x, n) != 0)
                    return true;
            }

            return false;
        };
    }

    private static Experiment Harm(string setting, double a, double b) => new(nameof(OneSidedErrorShare), setting, Last, Last, Alpha,
        () => CountBand.Of(Last, Weight, (x, n) => x > n * Weight && OneSidedErrorShare.LogE(x, n, Weight, a, b) >= -Math.Log(Alpha)).Leaves(Weight));
}
