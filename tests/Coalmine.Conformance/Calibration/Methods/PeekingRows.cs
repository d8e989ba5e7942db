using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// The counter-example: a two-sided z test at 5 %, looked at again and again (Armitage, McPherson and Rowe 1969), against its nominal level and against the level
/// that <see cref="PeekingError"/> computes.
/// </summary>
internal static class PeekingRows
{
    private const double Alpha = 0.05;
    private const string Name = nameof(PeekingError);

    private static readonly double Critical = NormalDistribution.UpperQuantile(Alpha / 2);

    public static IEnumerable<Experiment> All =>
    [
        .. new[] { 1, 2, 3, 4, 5, 10, 20, 50, 100 }.Select(Computed),
        .. new[] { 2, 5, 20, 100, 1000 }.Select(Nominal),
    ];

    private static Experiment Computed(int looks) => Row(looks, "as computed", PeekingError.Of(looks, Alpha)) with { Guarantee = Guarantees.PlannedSequential };

    private static Experiment Nominal(int looks) => Row(looks, "nominal", Alpha) with { Guarantee = Guarantees.None, Claim = Claim.CounterExample };

    private static Experiment Row(int looks, string level, double promised) =>
        new(Name, $"z test at 5 %, two-sided, level {level}, K = {looks}", looks, looks, promised, () => (ref Xoshiro256 random) =>
        {
            double sum = 0;
            for (int k = 1; k <= looks; k++)
            {
                sum += NormalSampler.Draw(ref random);
                if (Math.Abs(sum) >= Critical * Math.Sqrt(k))
                    return true;
            }

            return false;
        });
}
