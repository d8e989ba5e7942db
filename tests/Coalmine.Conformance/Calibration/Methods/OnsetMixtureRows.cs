using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The two mixtures over the onset, on bets against a limit and on bets on the share of errors.</summary>
internal static class OnsetMixtureRows
{
    private const int Looks = 500;
    private const int Requests = 100;
    private const double Alpha = 0.05;
    private const string Limit = "2 % against a limit of 1 %; 100 requests a look";
    private const string Share = "ratio 2 against 1 at weight 10 %; a look an error";

    // ln S after a look from ln S before it, the look's number and its ln L; ln e after a number of looks.
    private delegate double Next(double logSum, int look, double logRatio);

    private delegate double Evidence(double logSum, int looks);

    public static IEnumerable<Experiment> All =>
    [
        OfLimit(nameof(OnsetMixture), Limit, OnsetMixture.Next, OnsetMixture.LogE),
        OfShare(nameof(OnsetMixture), Share, OnsetMixture.Next, OnsetMixture.LogE),
        OfLimit(nameof(UniformOnset), Limit + "; T = 500", UniformNext(Looks), UniformEvidence(Looks)),
        OfShare(nameof(UniformOnset), Share + "; T = 500", UniformNext(Looks), UniformEvidence(Looks)),
        OfShare(nameof(UniformOnset), Share + "; T = 200, looked at beyond it", UniformNext(200), UniformEvidence(200)),
    ];

    private static Next UniformNext(int looks) => (logSum, look, logRatio) => UniformOnset.Next(logSum, look, looks, logRatio);

    private static Evidence UniformEvidence(int looks) => (logSum, taken) => UniformOnset.LogE(logSum, taken, looks);

    private static Experiment OfLimit(string name, string setting, Next next, Evidence evidence) => new(name, setting, Looks, Looks * Requests, Alpha, () =>
    {
        double[] logs = [.. Enumerable.Range(0, Requests + 1).Select(x => new RateLimitBet(x, Requests - x).LogRatio(0.02, 0.01))];
        return (ref Xoshiro256 random) => Rejects(ref random, 0.01, logs, next, evidence);
    });

    private static Experiment OfShare(string name, string setting, Next next, Evidence evidence) => new(name, setting, Looks, Looks, Alpha, () =>
    {
        double[] logs = [.. Enumerable.Range(0, 2).Select(x => new RateRatioBet(x, 1 - x, 0.1).LogRatio(2, 1))];
        return (ref Xoshiro256 random) => Rejects(ref random, 0.1, logs, next, evidence);
    });

    private static bool Rejects(ref Xoshiro256 random, double rate, double[] logs, Next next, Evidence evidence)
    {
        double sum = double.NegativeInfinity;
        for (int look = 1; look <= Looks; look++)
        {
            sum = next(sum, look, logs[BinomialSampler.Draw(ref random, logs.Length - 1, rate)]);
            if (evidence(sum, look) >= -Math.Log(Alpha))
                return true;
        }

        return false;
    }
}
