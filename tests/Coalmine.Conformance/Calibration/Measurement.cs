using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Calibration;

/// <summary>How often an experiment erred.</summary>
internal sealed record Measurement(Experiment Experiment, long Errors, long Paths)
{
    private const double Confidence = 0.99;
    private const long Chunk = 250;

    // Without a limit the thread pool keeps adding threads to a loop that never waits.
    private static readonly ParallelOptions Threads = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>The share of paths with an error.</summary>
    public double Share => (double)Errors / Paths;

    /// <summary>Clopper and Pearson's 99 % interval for the level that the method really has.</summary>
    public Interval Interval => ClopperPearson.Interval(Errors, Paths, Confidence);

    /// <summary>Whether the measurement agrees with the promised level: the interval does not lie wholly above it.</summary>
    public bool Holds => Interval.Lower <= Experiment.Promised;

    /// <summary>Whether the row shows what it is there to show.</summary>
    public bool IsAsDocumented => Holds == (Experiment.Claim == Claim.Promise);

    /// <summary>Walks a number of paths, each on the stream of its own number, so that any number of threads counts the same errors.</summary>
    public static Measurement Of(Experiment experiment, long paths, ulong seed)
    {
        PathRule rule = experiment.Prepare();
        StreamKey key = StreamKey.Root(seed).With(experiment.Key);
        long errors = 0;
        Parallel.For(0, (paths + Chunk - 1) / Chunk, Threads, chunk =>
        {
            long erred = 0;
            for (long path = chunk * Chunk; path < Math.Min(paths, (chunk + 1) * Chunk); path++)
            {
                Xoshiro256 random = key.With(path).Open();
                erred += rule(ref random) ? 1 : 0;
            }

            Interlocked.Add(ref errors, erred);
        });
        return new Measurement(experiment, errors, paths);
    }
}
