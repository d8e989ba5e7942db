using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Blocks of one canary request and nine of the baseline at equal rates, small and large, with bets that are right and bets that are far off.</summary>
internal static class TwoByTwoBlocksRows
{
    private const int Blocks = 1000;
    private const int Baseline = 9;
    private const double Alpha = 0.05;

    public static IEnumerable<Experiment> All =>
    [
        Row("rates 1 %; bet on 2 % and 1 %", 0.01, 0.02, 0.01),
        Row("rates 10 %; bet on 15 % and 10 %", 0.1, 0.15, 0.1),
        Row("rates 50 %; bet on 60 % and 50 %", 0.5, 0.6, 0.5),
        Row("rates 10 %; bet on 50 % and 40 %", 0.1, 0.5, 0.4),
    ];

    private static Experiment Row(string setting, double rate, double canary, double baseline) =>
        new(nameof(TwoByTwoBlocks), setting + "; blocks of 1 and 9", Blocks, Blocks * (1 + Baseline), Alpha, () =>
        {
            double[][] logs = [.. Enumerable.Range(0, 2).Select(x1 => Enumerable.Range(0, Baseline + 1)
                .Select(x2 => TwoByTwoBlocks.LogE(new TwoByTwoBlock(x1, 1, x2, Baseline), canary, baseline)).ToArray())];
            return (ref Xoshiro256 random) => Rejects(ref random, rate, logs);
        });

    private static bool Rejects(ref Xoshiro256 random, double rate, double[][] logs)
    {
        double log = 0;
        for (int block = 0; block < Blocks; block++)
        {
            log += logs[random.NextDouble() < rate ? 1 : 0][BinomialSampler.Draw(ref random, Baseline, rate)];
            if (log >= -Math.Log(Alpha))
                return true;
        }

        return false;
    }
}
