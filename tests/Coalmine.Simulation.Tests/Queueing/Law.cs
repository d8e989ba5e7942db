using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Queueing;

/// <summary>Draws a time, in units of the mean service.</summary>
internal delegate double Law(ref Xoshiro256 random);

/// <summary>Laws of gaps and services with a given mean.</summary>
internal static class Laws
{
    public static Law Fixed(double value) => (ref Xoshiro256 _) => value;

    public static Law Exponential(double mean) => (ref Xoshiro256 random) => mean * ExponentialSampler.Draw(ref random);

    public static Law Erlang2(double mean) => (ref Xoshiro256 random) => mean / 2 * (ExponentialSampler.Draw(ref random) + ExponentialSampler.Draw(ref random));

    public static Law LogNormal(double mean, double deviation) =>
        (ref Xoshiro256 random) => LogNormalSampler.Draw(ref random, Math.Log(mean) - (deviation * deviation / 2), deviation);

    /// <summary>Two exponentials with balanced means: each makes up half of the time.</summary>
    public static Law Hyperexponential(double mean, double squaredVariation)
    {
        double share = (1 + Math.Sqrt((squaredVariation - 1) / (squaredVariation + 1))) / 2;
        return (ref Xoshiro256 random) =>
            mean * ExponentialSampler.Draw(ref random) / (2 * (random.NextDouble() < share ? share : 1 - share));
    }
}
