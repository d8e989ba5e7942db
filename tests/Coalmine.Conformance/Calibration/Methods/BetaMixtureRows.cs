using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Mixtures over a fixed beta distribution: the martingale against a rate and the sequence that it gives.</summary>
internal static class BetaMixtureRows
{
    private const int Last = 10_000;
    private const double Alpha = 0.05;

    public static IEnumerable<Experiment> All =>
    [
        Sequence("rate 1 %, Beta(½, ½)", 0.01, 0.5, 0.5),
        Sequence("rate 10 %, Beta(½, ½)", 0.1, 0.5, 0.5),
        Sequence("rate 50 %, Beta(½, ½)", 0.5, 0.5, 0.5),
        Sequence("rate 1 %, Beta(1, 99)", 0.01, 1, 99),
        Martingale("rate 1 %, Beta(1, 99)", 0.01, 1, 99),
        Martingale("rate 50 %, Beta(5, 5)", 0.5, 5, 5),
    ];

    private static Experiment Sequence(string setting, double rate, double a, double b) => new(nameof(FixedMixtureSequence), setting, Last, Last, Alpha,
        () => CountBand.Of(Last, rate, (x, n) => !FixedMixtureSequence.Interval(x, n, Alpha, a, b).Contains(rate)).Leaves(rate))
    {
        Error = Errors.Misses,
    };

    private static Experiment Martingale(string setting, double rate, double a, double b) => new(nameof(BetaBinomialMartingale), setting, Last, Last, Alpha,
        () => CountBand.Of(Last, rate, (x, n) => BetaBinomialMartingale.Log(x, n - x, rate, 1 - rate, a, b) >= -Math.Log(Alpha)).Leaves(rate));
}
