using BenchmarkDotNet.Attributes;
using Coalmine.Simulation;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// Rollout R request by request (4.5 million requests), with telemetry, evaluator and controller, beside loops written for this one rollout alone. Goals: 60 ms
/// without a queue, 0.9 s through queues.
/// </summary>
[MemoryDiagnoser]
public class RequestRolloutBenchmarks
{
    private readonly SimulatedRollout _byRequests = ReferenceRollout.ByRequests();
    private readonly SimulatedRollout _throughQueues = ReferenceRollout.ThroughQueues();
    private long _replication;

    [Benchmark(Baseline = true)]
    public long NaiveLoop() => BareRollout.Naive(1);

    [Benchmark]
    public int WithoutQueue() => _byRequests.Run(1, _replication++).Looks;

    [Benchmark]
    public long PriorityQueueLoop() => BareRollout.ThroughPriorityQueue(1);

    [Benchmark]
    public int ThroughQueues() => _throughQueues.Run(1, _replication++).Looks;
}
