using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>Means of values in [0, 1], in the running form of the three methods, for coins, flat, narrow and skewed laws.</summary>
internal static class BoundedMeanRows
{
    private const int Last = 1000;
    private const double Alpha = 0.05;
    private const double Scale = 0.3;
    private const string Name = nameof(BoundedMeanSequence);

    private static readonly double SkewedMean = Scale * (1 - Math.Exp(-1 / Scale));

    public static IEnumerable<Experiment> All =>
    [
        Bernstein("empirical Bernstein; coin of 10 %", 0.1, Coin(0.1)),
        Bernstein("empirical Bernstein; uniform values", 0.5, Flat),
        Bernstein("empirical Bernstein; uniform values in [0.45, 0.55]", 0.5, Narrow),
        Bernstein("empirical Bernstein; exponential values cut at 1", SkewedMean, Skewed),
        Hoeffding("Hoeffding; coin of 50 %", 0.5, Coin(0.5)),
        Hoeffding("Hoeffding; uniform values", 0.5, Flat),
        Hedged("hedged capital; coin of 10 %", 0.1, Coin(0.1)),
        Hedged("hedged capital; uniform values", 0.5, Flat),
        Hedged("hedged capital; uniform values in [0.45, 0.55]", 0.5, Narrow),
        Hedged("hedged capital; exponential values cut at 1", SkewedMean, Skewed),
    ];

    private static SumBounds.Law Coin(double rate) => (ref Xoshiro256 random) => random.NextDouble() < rate ? 1 : 0;

    private static double Flat(ref Xoshiro256 random) => random.NextDouble();

    private static double Narrow(ref Xoshiro256 random) => 0.5 + (0.1 * Laws.CentredUniform(ref random));

    private static double Skewed(ref Xoshiro256 random) => Math.Min(1, Scale * ExponentialSampler.Draw(ref random));

    private static Experiment Bernstein(string setting, double mean, SumBounds.Law law) => new(Name, setting, Last, Last, Alpha,
        () => (ref Xoshiro256 random) =>
        {
            var running = RunningEmpiricalBernstein.Start(Alpha);
            for (int n = 1; n <= Last; n++)
            {
                running = running.With(law(ref random));
                if (!running.Interval.Contains(mean))
                    return true;
            }

            return false;
        })
    {
        Error = Errors.Misses,
    };

    private static Experiment Hoeffding(string setting, double mean, SumBounds.Law law) => new(Name, setting, Last, Last, Alpha,
        () => (ref Xoshiro256 random) =>
        {
            var running = RunningHoeffding.Start(Alpha);
            for (int n = 1; n <= Last; n++)
            {
                running = running.With(law(ref random));
                if (!running.Interval.Contains(mean))
                    return true;
            }

            return false;
        })
    {
        Error = Errors.Misses,
    };

    private static Experiment Hedged(string setting, double mean, SumBounds.Law law) => new(Name, setting, Last, Last, Alpha,
        () => (ref Xoshiro256 random) =>
        {
            var running = RunningHedgedCapital.Start(mean, Alpha);
            for (int n = 1; n <= Last; n++)
            {
                running = running.With(law(ref random));
                if (running.LogCapital >= -Math.Log(Alpha))
                    return true;
            }

            return false;
        });
}
