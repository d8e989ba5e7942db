using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// Wald's test: with his two bounds its errors are at most alpha/(1 - beta) and beta/(1 - alpha); with ln(1/alpha) alone, never accepting, at most alpha (Ville).
/// </summary>
internal static class WaldRows
{
    private const int Last = 20_000;
    private const double Alpha = 0.05;
    private const double Beta = 0.1;
    private const string Name = nameof(SequentialProbabilityRatio);

    private static readonly SequentialProbabilityRatio Rates = new(0.01, 0.02, Alpha, Beta);
    private static readonly SequentialProbabilityRatio Shares = new(0.1, 0.2 / 1.1, Alpha, Beta);

    public static IEnumerable<Experiment> All =>
    [
        new(Name, "rate 1 % against 2 %; both bounds; promise α/(1 - β)", Last, Last, Alpha / (1 - Beta), () => Leaving(Rates, Rates.Null, 1)),
        new(Name, "rate 1 % against 2 %; both bounds; promise β/(1 - α)", Last, Last, Beta / (1 - Alpha), () => Leaving(Rates, Rates.Alternative, -1))
        {
            Error = Errors.Accepts,
        },
        new(Name, "share of errors at weight 10 %, ratio 1 against 2; both bounds; promise α/(1 - β)", Last, Last, Alpha / (1 - Beta),
            () => Leaving(Shares, Shares.Null, 1)),
        new(Name, "rate 1 % against 2 %; ln(1/α), never accepting", Last, Last, Alpha, () => Reaching(Rates)),
        new(Name, "share of errors at weight 10 %, ratio 1 against 2; ln(1/α), never accepting", Last, Last, Alpha, () => Reaching(Shares)),
    ];

    // The count that leaves the likelihood ratio at 0 lies well inside both bounds.
    private static PathRule Leaving(SequentialProbabilityRatio test, double rate, int side)
    {
        double miss = -test.LogLikelihoodRatio(0, 1);
        double slope = miss / (miss + test.LogLikelihoodRatio(1, 1));
        var band = CountBand.Of(Last, slope, (x, n) => test.Decide(x, n) != SequentialDecision.Continue);
        return (ref Xoshiro256 random) => band.Leave(ref random, rate) == side;
    }

    private static PathRule Reaching(SequentialProbabilityRatio test) =>
        CountBand.Of(Last, test.Null, (x, n) => test.LogLikelihoodRatio(x, n) >= -Math.Log(test.Alpha)).Leaves(test.Null);
}
