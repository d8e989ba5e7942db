using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Coalmine.Statistics.Random;
using MathNet.Numerics.Distributions;

namespace Coalmine.Benchmarks.Statistics;

/// <summary>One draw of a count at the sizes a binned simulation asks for, beside the samplers of MathNet.Numerics. Figures are per draw.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class CountSamplerBenchmarks
{
    private const int Draws = 256;

    private readonly Random _seeded = new(1);
    private Xoshiro256 _random = StreamKey.Root(1).Open();

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("Poisson")]
    [Arguments(0.1)]
    [Arguments(5.0)]
    [Arguments(30.0)]
    [Arguments(300_000.0)]
    public long DrawPoisson(double mean)
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += PoissonSampler.Draw(ref _random, mean);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("Poisson")]
    [Arguments(0.1)]
    [Arguments(5.0)]
    [Arguments(30.0)]
    [Arguments(300_000.0)]
    public long DrawPoissonMathNet(double mean)
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += Poisson.Sample(_seeded, mean);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("binomial")]
    [Arguments(10, 0.5)]
    [Arguments(100, 0.01)]
    [Arguments(300, 0.05)]
    [Arguments(300_000, 0.005)]
    [Arguments(1_000_000_000, 0.5)]
    public long DrawBinomial(int trials, double probability)
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += BinomialSampler.Draw(ref _random, trials, probability);
        return sum;
    }

    // MathNet's draw is a loop over the trials: left out where that takes milliseconds.
    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("binomial")]
    [Arguments(10, 0.5)]
    [Arguments(100, 0.01)]
    [Arguments(300, 0.05)]
    public long DrawBinomialMathNet(int trials, double probability)
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += Binomial.Sample(_seeded, probability, trials);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("negative binomial")]
    public long DrawNegativeBinomial()
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += NegativeBinomialSampler.Draw(ref _random, 20, 300);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("negative binomial")]
    public long DrawNegativeBinomialMathNet()
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += NegativeBinomial.Sample(_seeded, 20, 20.0 / 320);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("hypergeometric")]
    [Arguments(1000, 300, 100)]
    [Arguments(1_000_000, 300_000, 100_000)]
    public long DrawHypergeometric(int population, int successes, int draws)
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += HypergeometricSampler.Draw(ref _random, population, successes, draws);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws), BenchmarkCategory("hypergeometric")]
    [Arguments(1000, 300, 100)]
    public long DrawHypergeometricMathNet(int population, int successes, int draws)
    {
        long sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += Hypergeometric.Sample(_seeded, population, successes, draws);
        return sum;
    }
}
