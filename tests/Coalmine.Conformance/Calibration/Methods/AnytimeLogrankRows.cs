using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The logrank e-process at equal hazards: 100 canary sessions and 900 of the baseline, half of which end.</summary>
internal static class AnytimeLogrankRows
{
    private const int Canary = 100;
    private const int Baseline = 900;
    private const int Events = 500;
    private const double Alpha = 0.05;

    public static IEnumerable<Experiment> All => [Row("hazard ratio 2 against 1; 100 and 900 at risk", 2), Row("hazard ratio 0.5 against 1; 100 and 900 at risk", 0.5)];

    private static Experiment Row(string setting, double hazardRatio) => new(nameof(AnytimeLogrank), setting, Events, Events, Alpha,
        () => (ref Xoshiro256 random) =>
        {
            int canary = Canary, baseline = Baseline;
            double log = 0;
            for (int i = 0; i < Events; i++)
            {
                bool hit = random.NextDouble() * (canary + baseline) < canary;
                log += AnytimeLogrank.LogE(hit, canary, baseline, hazardRatio);
                canary -= hit ? 1 : 0;
                baseline -= hit ? 0 : 1;
                if (log >= -Math.Log(Alpha))
                    return true;
            }

            return false;
        });
}
