using Coalmine.Statistics.Multiplicity;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// Several e-values at once: means and e-BH over metrics that half of the time count the very same events, products over disjoint stages, calibrated p-values.
/// Mean and e-BH reject nothing unless one metric alone reaches the threshold, so they are computed at such looks only.
/// </summary>
internal static class CombinationRows
{
    private const int Metrics = 10;
    private const int Nulls = 6;
    private const int Looks = 200;
    private const int Requests = 100;
    private const double Alpha = 0.05;
    private const double Limit = 0.01;
    private const double Bet = 0.02;

    public static IEnumerable<Experiment> All =>
    [
        new(nameof(EValue), "mean of 10 dependent metrics, all at their limit; 100 requests a look", Looks, Looks * Requests, Alpha,
            () => Rule((ref Xoshiro256 _, double[] logs) => EValue.LogMean(logs) >= -Math.Log(Alpha) ? true : null, Metrics)),
        new(nameof(EValue), "product over four stages with limits 1, 2, 5 and 10 %; 100 requests a look", Looks, Looks * Requests, Alpha, () => StagesReject),
        new(nameof(EValue), "mean of 10 dependent calibrated p-values, κ = ½", 1, 1, Alpha, () => CalibratedReject),
        new(nameof(EBenjaminiHochberg), "10 dependent metrics, all at their limit; 100 requests a look", Looks, Looks * Requests, Alpha,
            () => Rule((ref Xoshiro256 _, double[] logs) => EBenjaminiHochberg.Rejected(logs, Alpha).Length > 0 ? true : null, Metrics)),
        new(nameof(EBenjaminiHochberg), "10 dependent metrics, 6 at their limit and 4 at twice it, stopped at the third rejection; 100 requests a look",
            Looks, Looks * Requests, Alpha, () => Rule(StopAtThird, Nulls))
        {
            Error = Errors.FalseDiscovery,
        },
    ];

    // What a look decides: an error, none, or nothing yet.
    private delegate bool? Look(ref Xoshiro256 random, double[] logs);

    private static bool? StopAtThird(ref Xoshiro256 random, double[] logs)
    {
        int[] rejected = EBenjaminiHochberg.Rejected(logs, Alpha);
        return rejected.Length < 3 ? null : rejected[(int)(random.NextDouble() * rejected.Length)] < Nulls;
    }

    private static PathRule Rule(Look decide, int nulls) => (ref Xoshiro256 random) =>
    {
        double[] logs = new double[Metrics];
        (double hit, double miss) = (new RateLimitBet(1, 0).LogRatio(Bet, Limit), new RateLimitBet(0, 1).LogRatio(Bet, Limit));
        for (int look = 0; look < Looks; look++)
        {
            long shared = BinomialSampler.Draw(ref random, Requests, Limit);
            double largest = double.NegativeInfinity;
            for (int metric = 0; metric < Metrics; metric++)
            {
                long events = Events(ref random, metric < nulls, shared);
                logs[metric] += (events * hit) + ((Requests - events) * miss);
                largest = Math.Max(largest, logs[metric]);
            }

            if (largest >= -Math.Log(Alpha) && decide(ref random, logs) is { } errs)
                return errs;
        }

        return false;
    };

    private static long Events(ref Xoshiro256 random, bool isNull, long shared)
    {
        if (!isNull)
            return BinomialSampler.Draw(ref random, Requests, 2 * Limit);
        return (long)random.NextUInt64() < 0 ? shared : BinomialSampler.Draw(ref random, Requests, Limit);
    }

    private static bool StagesReject(ref Xoshiro256 random)
    {
        ReadOnlySpan<double> limits = [0.01, 0.02, 0.05, 0.1];
        Span<double> logs = stackalloc double[limits.Length];
        for (int look = 0; look < Looks; look++)
        {
            int stage = look * limits.Length / Looks;
            double limit = limits[stage];
            long events = BinomialSampler.Draw(ref random, Requests, limit);
            logs[stage] += new RateLimitBet(events, Requests - events).LogRatio(1.5 * limit, limit);
            if (EValue.LogProduct(logs) >= -Math.Log(Alpha))
                return true;
        }

        return false;
    }

    private static bool CalibratedReject(ref Xoshiro256 random)
    {
        Span<double> logs = stackalloc double[Metrics];
        double shared = random.NextOpenDouble();
        foreach (ref double log in logs)
            log = EValue.LogFromP((long)random.NextUInt64() < 0 ? shared : random.NextOpenDouble(), 0.5);
        return EValue.AsP(EValue.LogMean(logs)) <= Alpha;
    }
}
