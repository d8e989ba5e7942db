using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Coalmine.Statistics.Random;
using MathNet.Numerics.Distributions;

namespace Coalmine.Benchmarks.Statistics;

/// <summary>One draw of each law, beside what a program without this library would call. Figures are per draw.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class SamplerBenchmarks
{
    private const int Draws = 1024;

    private readonly Random _seeded = new(1);
    private Xoshiro256 _random = StreamKey.Root(1).Open();

    [Benchmark(OperationsPerInvoke = Draws, Baseline = true), BenchmarkCategory("uniform")]
    public double Uniform()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += _random.NextDouble();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("uniform")]
    public double UniformSystemRandom()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += _seeded.NextDouble();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Baseline = true), BenchmarkCategory("new stream")]
    public ulong NewStream()
    {
        StreamKey key = StreamKey.Root(1).With(7);
        ulong sum = 0;
        for (int i = 0; i < Draws; i++)
        {
            Xoshiro256 random = key.With(i).Open();
            sum += random.NextUInt64();
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("new stream")]
    public int NewStreamSystemRandom()
    {
        int sum = 0;
        for (int i = 0; i < Draws; i++)
            sum ^= new Random(i).Next();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Baseline = true), BenchmarkCategory("exponential")]
    public double Exponential()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += ExponentialSampler.Draw(ref _random);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("exponential")]
    public double ExponentialLogarithm()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum -= Math.Log(1 - _seeded.NextDouble());
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Baseline = true), BenchmarkCategory("normal")]
    public double StandardNormal()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += NormalSampler.Draw(ref _random);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("normal")]
    public double StandardNormalMathNet()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += Normal.Sample(_seeded, 0, 1);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Baseline = true), BenchmarkCategory("lognormal")]
    public double LogNormal()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += LogNormalSampler.Draw(ref _random, 0, 0.5);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("lognormal")]
    public double LogNormalMathNet()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += MathNet.Numerics.Distributions.LogNormal.Sample(_seeded, 0, 0.5);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws, Baseline = true), BenchmarkCategory("gamma")]
    public double GammaShape4()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += GammaSampler.Draw(ref _random, 4, 1);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("gamma")]
    public double GammaShape4MathNet()
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += Gamma.Sample(_seeded, 4, 1);
        return sum;
    }
}
