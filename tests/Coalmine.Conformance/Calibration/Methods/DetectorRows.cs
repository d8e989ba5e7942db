using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>E-detectors without a change, at the thresholds that bound the probability of an alarm within the looks: T/c.</summary>
internal static class DetectorRows
{
    private const int Looks = 500;
    private const int Requests = 100;
    private const double Alpha = 0.05;
    private const double RunLength = 1000;

    // One more look of a detector: ln M before, ln L of the look.
    private delegate double Next(double logStatistic, double logFactor);

    public static IEnumerable<Experiment> All =>
    [
        .. Of(nameof(ShiryaevRobertsDetector), ShiryaevRobertsDetector.Start, ShiryaevRobertsDetector.Next),
        .. Of(nameof(LikelihoodRatioCusum), LikelihoodRatioCusum.Start, LikelihoodRatioCusum.Next),
    ];

    private static IEnumerable<Experiment> Of(string name, double start, Next next)
    {
        double horizon = EDetectorThreshold.ForHorizon(Looks, Alpha);
        double run = EDetectorThreshold.ForRunLength(RunLength);
        double[] limit = [.. Enumerable.Range(0, Requests + 1).Select(x => new RateLimitBet(x, Requests - x).LogRatio(0.02, 0.01))];
        double[] share = [.. Enumerable.Range(0, 2).Select(x => new RateRatioBet(x, 1 - x, 0.1).LogRatio(2, 1))];
        yield return new(name, "2 % against a limit of 1 %, c = T/α; 100 requests a look", Looks, Looks * Requests, Alpha,
            () => (ref Xoshiro256 random) => Alarms(ref random, (Requests, 0.01), limit, (start, horizon), next));
        yield return new(name, "ratio 2 against 1 at weight 10 %, c = T/α; a look an error", Looks, Looks, Alpha,
            () => (ref Xoshiro256 random) => Alarms(ref random, (1, 0.1), share, (start, horizon), next));
        yield return new(name, "ratio 2 against 1 at weight 10 %, c = 1000; a look an error", Looks, Looks, EDetectorThreshold.FalseAlarmWithin(Looks, run),
            () => (ref Xoshiro256 random) => Alarms(ref random, (1, 0.1), share, (start, run), next));
    }

    private static bool Alarms(ref Xoshiro256 random, (int Trials, double Rate) look, double[] logs, (double Start, double Threshold) statistic, Next next)
    {
        double value = statistic.Start;
        for (int i = 0; i < Looks; i++)
        {
            value = next(value, logs[BinomialSampler.Draw(ref random, look.Trials, look.Rate)]);
            if (value >= statistic.Threshold)
                return true;
        }

        return false;
    }
}
