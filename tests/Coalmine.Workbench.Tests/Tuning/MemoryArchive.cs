using System.Collections.Concurrent;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>Keeps rollouts in memory, and counts those that were run.</summary>
/// <param name="before">Called before each rollout that is run, with how many were run before it.</param>
internal sealed class MemoryArchive(Action<long>? before = null) : IRolloutArchive
{
    private readonly ConcurrentDictionary<(string Scenario, string Policy, ulong Seed, long Replication), RolloutResult> _kept = new();
    private long _run;

    private Action<long>? Before { get; } = before;

    public long Run => Interlocked.Read(ref _run);

    public IRolloutSource Open(StudyScenario scenario, StudyPolicy policy, ulong seed) => new Source(this, scenario.Key, policy);

    private sealed class Source(MemoryArchive archive, string scenario, StudyPolicy policy) : IRolloutSource
    {
        private IRolloutSource? _source;

        public RolloutResult Run(ulong seed, long replication)
        {
            (string, string, ulong, long) key = (scenario, policy.Key, seed, replication);
            if (archive._kept.TryGetValue(key, out RolloutResult kept))
                return kept;
            archive.Before?.Invoke(archive.Run);
            _source ??= policy.Prepare();
            RolloutResult result = _source.Run(seed, replication);
            archive._kept[key] = result;
            Interlocked.Increment(ref archive._run);
            return result;
        }
    }
}
