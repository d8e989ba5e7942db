using BenchmarkDotNet.Attributes;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>M/M/1 at a load of 0.9; one operation is one customer, an arrival and an end of service.</summary>
[MemoryDiagnoser]
public class ExponentialQueueBenchmarks
{
    private const int Customers = 200_000;

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public double Bare() => ExponentialQueue.Bare(Customers);

    [Benchmark(OperationsPerInvoke = Customers)]
    public double Loop() => ExponentialQueue.Loop(Customers);

    [Benchmark(OperationsPerInvoke = Customers)]
    public double Callbacks() => ExponentialQueue.Callbacks(Customers);

    [Benchmark(OperationsPerInvoke = Customers)]
    public double WithStation() => ExponentialQueue.WithStation(Customers);
}
