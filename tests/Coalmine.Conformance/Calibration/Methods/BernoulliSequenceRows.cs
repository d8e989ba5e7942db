using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The confidence sequence for a rate, and for the mean of values in [0, 1].</summary>
internal static class BernoulliSequenceRows
{
    private const int Last = 10_000;
    private const int BoundedLast = 2000;
    private const double Alpha = 0.05;
    private const double TunedFor = 1000;
    private const string Name = nameof(BernoulliConfidenceSequence);

    private static readonly double K = BernoulliConfidenceSequence.Concentration(Alpha, TunedFor);

    public static IEnumerable<Experiment> All =>
    [
        Row("rate 1 %, tuned for 1000", 0.01),
        Row("rate 10 %, tuned for 1000", 0.1),
        Row("rate 50 %, tuned for 1000", 0.5),
        new(Name, "mean ½ of uniform values, tuned for 1000", BoundedLast, BoundedLast, Alpha, UniformMean) { Error = Errors.Misses },
    ];

    private static Experiment Row(string setting, double rate) => new(Name, setting, Last, Last, Alpha,
        () => CountBand.Of(Last, rate, (x, n) => !BernoulliConfidenceSequence.Interval(x, n, Alpha, K).Contains(rate)).Leaves(rate))
    {
        Error = Errors.Misses,
    };

    private static PathRule UniformMean() => SumBounds.Reaches(
        SumBounds.Of(BoundedLast, (sum, n) => BernoulliConfidenceSequence.LogMartingale(Math.Min(n, (0.5 * n) + sum), n, 0.5, K) >= -Math.Log(Alpha)),
        Laws.CentredUniform,
        true);
}
