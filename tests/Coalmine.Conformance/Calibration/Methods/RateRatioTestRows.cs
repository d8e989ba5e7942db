using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Wald's test on the share of errors: his bounds, and the one that holds the level whatever the overshoot.</summary>
internal static class RateRatioTestRows
{
    private const int Last = 10_000;
    private const double Weight = 0.1;
    private const double Alpha = 0.05;
    private const double Beta = 0.1;
    private const string Name = nameof(RateRatioTest);

    private static readonly RateRatioTest Test = new(1.5, 3, Alpha, Beta);

    public static IEnumerable<Experiment> All =>
    [
        new(Name, "weight 10 %, ratio 1.5 against 3; both bounds; promise α/(1 - β)", Last, Last, Alpha / (1 - Beta), () => Leaving(Test.NullRatio, 1)),
        new(Name, "weight 10 %, ratio 1.5 against 3; both bounds; promise β/(1 - α)", Last, Last, Beta / (1 - Alpha), () => Leaving(Test.AlternativeRatio, -1))
        {
            Error = Errors.Accepts,
        },
        new(Name, "weight 10 %, ratio 1.5 against 3; ln(1/α), never accepting", Last, Last, Alpha, () =>
        {
            double share = ErrorShareSequence.AsShare(Test.NullRatio, Weight);
            return CountBand.Of(Last, share, (x, n) => Test.LogLikelihoodRatio([new ErrorStage(x, n, Weight)]) >= Test.SafeUpperBound).Leaves(share);
        }),
    ];

    // The share that leaves the likelihood ratio at 0 lies well inside both bounds.
    private static PathRule Leaving(double ratio, int side)
    {
        double miss = -Test.LogLikelihoodRatio([new ErrorStage(0, 1, Weight)]);
        double centre = miss / (miss + Test.LogLikelihoodRatio([new ErrorStage(1, 1, Weight)]));
        double share = ErrorShareSequence.AsShare(ratio, Weight);
        var band = CountBand.Of(Last, centre, (x, n) => Test.Decide([new ErrorStage(x, n, Weight)]) != SequentialDecision.Continue);
        return (ref Xoshiro256 random) => band.Leave(ref random, share) == side;
    }
}
