using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The stitched boundary: sub-Gaussian at scale 0, and with the scale that a centred exponential time needs.</summary>
internal static class PolynomialStitchingRows
{
    private const int Last = 5000;
    private const double Alpha = 0.05;
    private const double SmallestTime = 10;
    private const string Name = nameof(PolynomialStitching);

    public static IEnumerable<Experiment> All =>
    [
        Row("scale 0, v = n, v_min = 10; normal values", 0, Laws.Normal),
        Row("scale 0, v = n, v_min = 10; values ±1", 0, Laws.Sign),

        // ln E exp(λ(X - 1)) = -ln(1 - λ) - λ ≤ λ²/(2(1 - λ)): sub-gamma with scale 1 and variance 1.
        Row("scale 1, v = n, v_min = 10; centred exponential values", 1, Laws.Exponential),
    ];

    private static Experiment Row(string setting, double scale, SumBounds.Law law) =>
        new(Name, setting, Last, Last, Alpha, () => SumBounds.Reaches(Bounds(scale), law, false));

    private static double[] Bounds(double scale) =>
        [double.PositiveInfinity, .. Enumerable.Range(1, Last).Select(n => PolynomialStitching.Bound(n, Alpha, SmallestTime, scale))];
}
