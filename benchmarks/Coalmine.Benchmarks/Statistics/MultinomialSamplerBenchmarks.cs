using BenchmarkDotNet.Attributes;
using Coalmine.Statistics.Random;
using MathNet.Numerics.Distributions;

namespace Coalmine.Benchmarks.Statistics;

/// <summary>
/// One split of requests over 21 latency buckets. The step from 84 to 85 trials is where placing one by one gives way to conditional binomials: both
/// sides should cost about the same.
/// </summary>
[MemoryDiagnoser]
public class MultinomialSamplerBenchmarks
{
    private readonly Random _seeded = new(1);
    private readonly double[] _weights = [.. Enumerable.Range(0, 21).Select(i => Math.Exp(-0.5 * (i - 8) * (i - 8) / 9.0))];
    private readonly long[] _counts = new long[21];
    private ConditionalProbabilities _prepared = ConditionalProbabilities.Of([1]);
    private Xoshiro256 _random = StreamKey.Root(1).Open();

    [Params(4, 16, 84, 85, 1000, 300_000)]
    public int Trials { get; set; }

    [GlobalSetup]
    public void Prepare() => _prepared = ConditionalProbabilities.Of(_weights);

    [Benchmark(Baseline = true)]
    public long Split()
    {
        MultinomialSampler.Draw(ref _random, Trials, _prepared, _counts);
        return _counts[8];
    }

    // MathNet draws trial by trial.
    [Benchmark]
    public int SplitMathNet() => Multinomial.Sample(_seeded, _weights, Trials)[8];
}
