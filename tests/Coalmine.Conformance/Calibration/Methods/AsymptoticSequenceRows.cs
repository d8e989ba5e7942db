using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// The asymptotic sequence for a difference of rates, ten canary requests and ninety of the baseline a look, from the burn-in that the class names; and the
/// always-valid p of the mixture SPRT.
/// </summary>
internal static class AsymptoticSequenceRows
{
    private const int Looks = 1000;
    private const int Canary = 10;
    private const int Baseline = 90;
    private const int Values = 2000;
    private const double Alpha = 0.05;
    private const double TunedFor = 5000;
    private const string Name = nameof(AsymptoticSequence);

    // Whether the sequence excludes a difference of 0.
    private delegate bool Excludes(in SampleSummary canary, in SampleSummary baseline);

    public static IEnumerable<Experiment> All =>
    [
        Row("difference of rates of 1 %, weight 10 %, tuned for 5000, from the burn-in", 0.01, true, TwoSided),
        Row("difference of rates of 10 %, weight 10 %, tuned for 5000, from the burn-in", 0.1, true, TwoSided),
        Row("difference of rates of 0.1 %, weight 10 %, tuned for 5000, from the first event of each arm", 0.001, false, TwoSided) with { Claim = Claim.CounterExample },
        Row("lower limit of a difference of rates of 1 %, weight 10 %, tuned for 5000, from the burn-in", 0.01, true, Lower),
        new(nameof(AlwaysValidP), "mixture SPRT, σ known, τ² = 0.01; normal values", Values, Values, Alpha, () => MixtureRejects),
    ];

    private static bool TwoSided(in SampleSummary canary, in SampleSummary baseline) =>
        !AsymptoticSequence.Difference(canary, baseline, Alpha, TunedFor).Contains(0);

    private static bool Lower(in SampleSummary canary, in SampleSummary baseline) =>
        AsymptoticSequence.LowerLimitOfDifference(canary, baseline, Alpha, TunedFor) > 0;

    private static Experiment Row(string setting, double rate, bool isBurnedIn, Excludes excludes) =>
        new(Name, setting, Looks, Looks * (Canary + Baseline), Alpha, () => (ref Xoshiro256 random) => Misses(ref random, rate, isBurnedIn, excludes))
        {
            Error = Errors.Misses,
            Guarantee = Guarantees.AnytimeAsymptotic,
        };

    private static bool Misses(ref Xoshiro256 random, double rate, bool isBurnedIn, Excludes excludes)
    {
        long x1 = 0, x2 = 0;
        for (int look = 1; look <= Looks; look++)
        {
            x1 += BinomialSampler.Draw(ref random, Canary, rate);
            x2 += BinomialSampler.Draw(ref random, Baseline, rate);
            if (isBurnedIn ? !AsymptoticSequence.IsBurnedIn(x1, x2) : x1 == 0 || x2 == 0)
                continue;
            if (excludes(OfRate(x1, look * Canary), OfRate(x2, look * Baseline)))
                return true;
        }

        return false;
    }

    private static SampleSummary OfRate(double x, double n) => new(x / n, Math.Sqrt(x * (n - x) / (n * (n - 1))), n);

    private static bool MixtureRejects(ref Xoshiro256 random)
    {
        AlwaysValidP p = AlwaysValidP.Start;
        double sum = 0;
        for (int n = 1; n <= Values; n++)
        {
            sum += NormalSampler.Draw(ref random);
            p = p.After(NormalMixture.LogLikelihoodRatio(n, sum / n, 0, 1, 0.01));
        }

        return p.P <= Alpha;
    }
}
