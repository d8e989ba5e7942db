using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The mixture over the onset, on bets against a limit and on bets on the share of errors.</summary>
internal static class OnsetMixtureRows
{
    private const int Looks = 500;
    private const int Requests = 100;
    private const double Alpha = 0.05;
    private const string Name = nameof(OnsetMixture);

    public static IEnumerable<Experiment> All =>
    [
        new(Name, "2 % against a limit of 1 %; 100 requests a look", Looks, Looks * Requests, Alpha, () =>
        {
            double[] logs = [.. Enumerable.Range(0, Requests + 1).Select(x => new RateLimitBet(x, Requests - x).LogRatio(0.02, 0.01))];
            return (ref Xoshiro256 random) => Rejects(ref random, Requests, 0.01, logs);
        }),
        new(Name, "ratio 2 against 1 at weight 10 %; a look an error", Looks, Looks, Alpha, () =>
        {
            double[] logs = [.. Enumerable.Range(0, 2).Select(x => new RateRatioBet(x, 1 - x, 0.1).LogRatio(2, 1))];
            return (ref Xoshiro256 random) => Rejects(ref random, 1, 0.1, logs);
        }),
    ];

    private static bool Rejects(ref Xoshiro256 random, int trials, double rate, double[] logs)
    {
        double wealth = double.NegativeInfinity;
        for (int look = 1; look <= Looks; look++)
        {
            wealth = OnsetMixture.Next(wealth, look, logs[BinomialSampler.Draw(ref random, trials, rate)]);
            if (OnsetMixture.LogE(wealth, look) >= -Math.Log(Alpha))
                return true;
        }

        return false;
    }
}
