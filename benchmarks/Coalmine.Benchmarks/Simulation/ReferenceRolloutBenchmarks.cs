using BenchmarkDotNet.Attributes;
using Coalmine.Simulation;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// Whole rollouts of R by the binned engine: sampling, telemetry, evaluator and controller. One operation is one rollout; its inverse is rollouts per second
/// and core.
/// </summary>
[MemoryDiagnoser]
public class ReferenceRolloutBenchmarks
{
    private readonly SimulatedRollout _pointCoarse = ReferenceRollout.Point(TimeSpan.FromMinutes(5));
    private readonly SimulatedRollout _sequentialCoarse = ReferenceRollout.Sequential(TimeSpan.FromMinutes(5));
    private readonly SimulatedRollout _sequentialFine = ReferenceRollout.Sequential(TimeSpan.FromSeconds(15));
    private readonly SimulatedRollout _pointFine = ReferenceRollout.Point(TimeSpan.FromSeconds(15));
    private long _replication;

    [Benchmark(Baseline = true)]
    public int PointOneScrapeALook() => _pointCoarse.Run(1, _replication++).Looks;

    [Benchmark]
    public int SequentialOneScrapeALook() => _sequentialCoarse.Run(1, _replication++).Looks;

    [Benchmark]
    public int PointFifteenSecondScrapes() => _pointFine.Run(1, _replication++).Looks;

    [Benchmark]
    public int SequentialFifteenSecondScrapes() => _sequentialFine.Run(1, _replication++).Looks;
}
