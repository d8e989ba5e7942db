using System.Globalization;
using BenchmarkDotNet.Attributes;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;

namespace Coalmine.Benchmarks.Workbench;

/// <summary>
/// Whole rollouts by other controllers, as their repaired manifests say. One operation is one rollout, each on its own luck; how many queries it takes and how
/// many rollouts come to be promoted is printed beside, since one that is rolled back early costs less.
/// </summary>
[MemoryDiagnoser]
[MedianColumn]
public class ManifestRolloutBenchmarks
{
    private const double Rate = 500;

    private readonly IRolloutSource _argo = ShippedRollout.Of("argo-repaired.yaml", Rate);
    private readonly IRolloutSource _flagger = ShippedRollout.Of("flagger-repaired.yaml", Rate);
    private long _replication;
    private long _queries;
    private long _promoted;

    [Benchmark(Baseline = true)]
    public int ArgoRepaired() => Run(_argo);

    [Benchmark]
    public int FlaggerRepaired() => Run(_flagger);

    [GlobalCleanup]
    public void Tell() => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"// {(double)_queries / _replication:0.0} queries a rollout, {100.0 * _promoted / _replication:0.0} % promoted"));

    private int Run(IRolloutSource source)
    {
        RolloutResult result = source.Run(1, _replication++);
        _queries += result.Looks;
        _promoted += result.Outcome == RolloutOutcome.Promoted ? 1 : 0;
        return result.Looks;
    }
}
