using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// Bets on the ratio and on the difference of two rates that move from look to look, rare ones and large ones; ten canary requests and ninety of the baseline a
/// look. The mixtures are those of the checks.
/// </summary>
internal static class RateRatioBetRows
{
    private const int Looks = 500;
    private const int Canary = 10;
    private const int Baseline = 90;
    private const double Share = (double)Canary / (Canary + Baseline);
    private const double Alpha = 0.05;
    private const string Name = nameof(RateRatioBet);

    private delegate double LogBet(RateRatioBet look, double ratio);

    public static IEnumerable<Experiment> All =>
    [
        Row("ratio form, harm at ratio 1; rates move in 0.2 % to 2 %", RateRatioAlternatives.Harm, (look, r) => look.LogRatio(r, 1), Moving(0.002, 0.02, 1, 0)),
        Row("ratio form, harm at ratio 1; rates move in 5 % to 60 %", RateRatioAlternatives.Harm, (look, r) => look.LogRatio(r, 1), Moving(0.05, 0.6, 1, 0)),
        Row("ratio form, harm at ratio 1.25; rates move in 1 % to 10 %", RateRatioAlternatives.Harm, (look, r) => look.LogRatio(1.25 * r, 1.25), Moving(0.01, 0.1, 1.25, 0)),
        Row("ratio form, safety at ratio 1.5; rates move in 1 % to 10 %", [0.5, 0.85, 1.15], (look, r) => look.LogRatio(r, 1.5), Moving(0.01, 0.1, 1.5, 0)),
        Row("difference form, harm at +1 pp; rates move in 0.5 % to 5 %", RateRatioAlternatives.Harm, (look, r) => look.LogDifference(r, Canary, 0.01), Moving(0.005, 0.05, 1, 0.01)),
        Row("difference form, harm at +1 pp; rates move in 5 % to 50 %", RateRatioAlternatives.Harm, (look, r) => look.LogDifference(r, Canary, 0.01), Moving(0.05, 0.5, 1, 0.01)),
        Row("difference form, safety at +3 pp; rates move in 0.5 % to 5 %", [0.5, 0.7, 0.85], (look, r) => look.LogDifference(r, Canary, 0.03), Moving(0.005, 0.05, 1, 0.03)),
    ];

    private static Experiment Row(string setting, IReadOnlyList<double> ratios, LogBet bet, Func<double, (double Canary, double Baseline)> rates) =>
        new(Name, setting, Looks, Looks * (Canary + Baseline), Alpha, () =>
        {
            // Each bet is linear in the two counts.
            double[] atNone = [.. ratios.Select(ratio => bet(new RateRatioBet(0, 0, Share), ratio))];
            double[] atHit = [.. ratios.Select((ratio, i) => bet(new RateRatioBet(1, 0, Share), ratio) - atNone[i])];
            double[] atMiss = [.. ratios.Select((ratio, i) => bet(new RateRatioBet(0, 1, Share), ratio) - atNone[i])];
            return (ref Xoshiro256 random) => Rejects(ref random, atNone, atHit, atMiss, rates);
        });

    // The base rate of a look is uniform in its range: known to nobody, and free to move as long as the boundary is kept.
    private static Func<double, (double Canary, double Baseline)> Moving(double from, double to, double ratio, double difference) => uniform =>
    {
        double rate = from + ((to - from) * uniform);
        return ((rate * ratio) + difference, rate);
    };

    private static bool Rejects(
        ref Xoshiro256 random, double[] atNone, double[] atHit, double[] atMiss, Func<double, (double Canary, double Baseline)> rates)
    {
        Span<double> logs = stackalloc double[atNone.Length];
        double threshold = -Math.Log(Alpha);
        for (int look = 0; look < Looks; look++)
        {
            (double canary, double baseline) = rates(random.NextDouble());
            long hits = BinomialSampler.Draw(ref random, Canary, canary);
            long misses = BinomialSampler.Draw(ref random, Baseline, baseline);
            double largest = double.NegativeInfinity;
            for (int i = 0; i < logs.Length; i++)
            {
                logs[i] += atNone[i] + (hits * atHit[i]) + (misses * atMiss[i]);
                largest = Math.Max(largest, logs[i]);
            }

            if (largest >= threshold && Logarithms.SumOfExponentials(logs) - Math.Log(logs.Length) >= threshold)
                return true;
        }

        return false;
    }
}
