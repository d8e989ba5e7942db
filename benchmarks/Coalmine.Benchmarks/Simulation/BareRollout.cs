using Coalmine.Statistics.Random;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// Rollout R as somebody would write it for this one rollout and nothing else: 4.5 million requests in 15 stretches of five minutes, each weight three times,
/// counted by arm, latency bucket, error and right or wrong. No telemetry, no policy.
/// </summary>
public static class BareRollout
{
    private const double RequestsPerSecond = 1000;
    private const double LookSeconds = 300;
    private const double LogMean = -2.302585092994046; // 100 ms
    private const double LogDeviation = 0.5;
    private static readonly double[] Bounds =
        [0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.375, 0.45, 0.6, 0.75, 1, 2.5];
    private static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 1];

    /// <summary>Each request with the framework's generator, a logarithm for its gap and Box and Muller for its latency.</summary>
    public static long Naive(int seed)
    {
        System.Random random = new(seed);
        long[] counts = new long[2 * 4 * (Bounds.Length + 1)];
        for (int look = 0; look < 15; look++)
            for (double now = Gap(random); now < LookSeconds; now += Gap(random))
            {
                int arm = random.NextDouble() < Shares[look / 3] ? 1 : 0;
                double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                double seconds = Math.Exp(LogMean + LogDeviation * normal);
                int bucket = 0;
                while (bucket < Bounds.Length && Bounds[bucket] < seconds)
                    bucket++;
                int fate = (random.NextDouble() < 0.005 ? 2 : 0) + (random.NextDouble() < 0.96 ? 0 : 1);
                counts[(arm * (Bounds.Length + 1) + bucket) * 4 + fate]++;
            }

        return counts.Sum();
    }

    /// <summary>Each request as two events, its arrival and its end, through the framework's priority queue; as many places as there are requests.</summary>
    public static long ThroughPriorityQueue(ulong seed)
    {
        Xoshiro256 random = StreamKey.Root(seed).Open();
        PriorityQueue<(int Arm, double Since), (double Time, long Order)> queue = new();
        long[] counts = new long[2 * (Bounds.Length + 1)];
        long order = 0;
        double end = 15 * LookSeconds;
        queue.Enqueue((-1, 0), (0, order++));
        while (queue.TryDequeue(out (int Arm, double Since) due, out (double Time, long Order) key) && key.Time < end)
        {
            if (due.Arm >= 0)
            {
                double seconds = key.Time - due.Since;
                int bucket = 0;
                while (bucket < Bounds.Length && Bounds[bucket] < seconds)
                    bucket++;
                counts[due.Arm * (Bounds.Length + 1) + bucket]++;
                continue;
            }

            int arm = random.NextDouble() < Shares[(int)(key.Time / (3 * LookSeconds))] ? 1 : 0;
            queue.Enqueue((arm, key.Time), (key.Time + LogNormalSampler.Draw(ref random, LogMean, LogDeviation), order++));
            queue.Enqueue((-1, 0), (key.Time + ExponentialSampler.Draw(ref random) / RequestsPerSecond, order++));
        }

        return counts.Sum();
    }

    private static double Gap(System.Random random) => -Math.Log(1 - random.NextDouble()) / RequestsPerSecond;
}
