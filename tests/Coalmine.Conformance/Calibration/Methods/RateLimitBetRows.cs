using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>A bet on one arm's rate against a limit, with the rate at the limit.</summary>
internal static class RateLimitBetRows
{
    private const int Last = 10_000;
    private const double Alpha = 0.05;

    public static IEnumerable<Experiment> All =>
    [
        Row("2 % against a limit of 1 %", 0.02, 0.01),
        Row("0.5 % against a limit of 1 %", 0.005, 0.01),
        Row("60 % against a limit of 50 %", 0.6, 0.5),
    ];

    private static Experiment Row(string setting, double rate, double limit) => new(nameof(RateLimitBet), setting, Last, Last, Alpha,
        () => CountBand.Of(Last, limit, (x, n) => new RateLimitBet(x, n - x).LogRatio(rate, limit) >= -Math.Log(Alpha)).Leaves(limit));
}
