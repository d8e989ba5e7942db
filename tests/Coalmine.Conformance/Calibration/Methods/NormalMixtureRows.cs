using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Mixture SPRT, sub-Gaussian boundaries and the asymptotic sequence; the last two kinds of rows show from when on an estimated variance will do.</summary>
internal static class NormalMixtureRows
{
    private const int Last = 5000;
    private const int RareLast = 150_000;
    private const int BurnIn = 100;
    private const double Alpha = 0.05;
    private const double EffectVariance = 0.01;
    private const double TunedFor = 1000;
    private const string Name = nameof(NormalMixture);

    private static readonly double Rho = NormalMixture.AsymptoticRho(TunedFor, Alpha);

    public static IEnumerable<Experiment> All =>
    [
        new(Name, "mixture SPRT, σ known, τ² = 0.01; normal values", Last, Last, Alpha,
            () => SumBounds.Reaches(SumBounds.Of(Last, MixtureRejects), Laws.Normal, true)),
        Plugged("mixture SPRT, σ estimated, from n = 2; normal values", 2, Laws.Normal, MixtureRejects) with { Claim = Claim.CounterExample },
        Plugged("mixture SPRT, σ estimated, from n = 100; normal values", BurnIn, Laws.Normal, MixtureRejects),
        Plugged("mixture SPRT, σ estimated, from n = 200; exponential values", 2 * BurnIn, Laws.Exponential, MixtureRejects),
        new(Name, "two-sided boundary, v = n; values ±1", Last, Last, Alpha,
            () => SumBounds.Reaches(SumBounds.Of(Last, (sum, n) => sum >= NormalMixture.TwoSidedBound(n, Alpha, TunedFor)), Laws.Sign, true)),
        new(Name, "one-sided boundary, v = n; normal values", Last, Last, Alpha,
            () => SumBounds.Reaches(OneSidedBounds(), Laws.Normal, false)),
        Plugged("asymptotic sequence from n = 2; normal values", 2, Laws.Normal, AsymptoticRejects) with { Error = Errors.Misses, Claim = Claim.CounterExample },
        Plugged("asymptotic sequence from n = 100; normal values", BurnIn, Laws.Normal, AsymptoticRejects) with { Error = Errors.Misses },
        Plugged("asymptotic sequence from n = 100; exponential values", BurnIn, Laws.Exponential, AsymptoticRejects) with { Error = Errors.Misses },
        Rare("asymptotic sequence of a rate of 0.1 % from the first event", 0.001, 1) with { Claim = Claim.CounterExample },
        Rare("asymptotic sequence of a rate of 0.1 % from 100 events", 0.001, BurnIn),
        Rare("asymptotic sequence of a rate of 10 % from 100 events", 0.1, BurnIn),
    ];

    private static bool MixtureRejects(double sum, int n) => NormalMixture.LogLikelihoodRatio(n, sum / n, 0, 1, EffectVariance) >= -Math.Log(Alpha);

    private static bool AsymptoticRejects(double sum, int n) => sum > n * NormalMixture.AsymptoticHalfWidth(1, n, Alpha, Rho);

    // One solved bound a number of values, not one a step of the bisection.
    private static double[] OneSidedBounds() =>
        [double.PositiveInfinity, .. Enumerable.Range(1, Last).Select(n => NormalMixture.OneSidedBound(n, Alpha, TunedFor))];

    private static Experiment Plugged(string setting, int burnIn, SumBounds.Law law, Func<double, int, bool> rejects) =>
        new(Name, setting, Last - burnIn + 1, Last, Alpha, () => SumBounds.ReachesStudentised(SumBounds.Of(Last, rejects), law, true, burnIn))
        {
            Guarantee = Guarantees.AnytimeAsymptotic,
        };

    private static Experiment Rare(string setting, double rate, int events) => new(Name, setting, RareLast, RareLast, Alpha, () =>
    {
        // Nobody looks before the first event; to keep the band in one piece no event counts as one.
        var band = CountBand.Of(RareLast, rate, (x, n) => (x > 0 || n * rate >= 1) && IsMissed(Math.Max(1, x), n, rate));
        return (ref Xoshiro256 random) => band.Leave(ref random, rate, events) != 0;
    })
    {
        Error = Errors.Misses,
        Guarantee = Guarantees.AnytimeAsymptotic,
    };

    private static bool IsMissed(double x, double n, double rate)
    {
        double deviation = n > 1 && x < n ? Math.Sqrt(x / n * (n - x) / (n - 1)) : 1;
        return Math.Abs((x / n) - rate) > NormalMixture.AsymptoticHalfWidth(deviation, n, Alpha, Rho);
    }
}
