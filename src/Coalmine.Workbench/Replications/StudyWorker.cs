using Coalmine.Simulation;
using Coalmine.Simulation.Sharing;

namespace Coalmine.Workbench.Replications;

/// <summary>
/// Makes one block after another. Keeps the prepared rollouts of one scenario at a time, so that memory does not grow with the number of scenarios.
/// </summary>
internal sealed class StudyWorker(Study study, StudyBoard board)
{
    private int _scenario = -1;
    private IRolloutSource[] _sources = [];
    private RolloutResult[] _results = [];

    /// <summary>Works until there is nothing more to do.</summary>
    public void Work()
    {
        while (board.TryTake(out int scenario, out long block))
        {
            Turn(scenario);
            if (Make(block) is { } tallies)
                board.Complete(scenario, block, tallies);
        }
    }

    private void Turn(int scenario)
    {
        if (scenario == _scenario)
            return;
        StudyScenario turned = study.Scenarios[scenario];

        // The rollouts of the last scenario go before those of the next one come: they are large.
        _sources = [];
        _sources = [.. turned.Policies.Select(policy => study.Archive?.Open(turned, policy, study.Seed) ?? policy.Prepare())];
        if (_sources.Length > 1)
        {
            SharedScrapes scrapes = new();
            foreach (IRolloutSource source in _sources)
                source.Share(scrapes);
        }

        _results = new RolloutResult[_sources.Length];
        _scenario = scenario;
    }

    private BlockTallies? Make(long block)
    {
        BlockTallies tallies = new(_sources.Length);
        long first = block * Study.BlockSize;
        long end = Math.Min(first + Study.BlockSize, study.Maximum);
        for (long replication = first; replication < end; replication++)
        {
            if (board.IsOver)
                return null;
            for (int policy = 0; policy < _sources.Length; policy++)
                _results[policy] = _sources[policy].Run(study.Seed, replication);
            tallies.Add(_results);
            for (int policy = 0; policy < _sources.Length; policy++)
                tallies.Policies[policy].AddAlerts(_sources[policy], _results[policy].EndedAt, study.Scenarios[_scenario].Facts.Onset);
        }

        return tallies;
    }
}
