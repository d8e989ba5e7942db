using Coalmine.Simulation;
using Coalmine.Simulation.Sharing;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>
/// Every rollout of a tuning run under one seed, row by row, so that candidates are compared replication by replication and none is run twice when a candidate
/// gets more of them. What is not here is taken from an archive, or run.
/// </summary>
/// <param name="archive">Keeps rollouts beyond the run; may be nothing.</param>
internal sealed class RolloutLedger(IRolloutArchive? archive) : IRolloutArchive
{
    private readonly Dictionary<(string Scenario, string Policy), Row> _rows = [];

    /// <summary>Makes room for the first replications of a policy in a scenario. Not while a study runs.</summary>
    public void Reserve(string scenario, StudyPolicy policy, int replications)
    {
        if (!_rows.TryGetValue((scenario, policy.Key), out Row? row))
            _rows[(scenario, policy.Key)] = row = new Row();
        row.Grow(replications);
    }

    /// <summary>The first replications of a policy in a scenario, which have been run.</summary>
    public ReadOnlySpan<RolloutResult> Of(string scenario, StudyPolicy policy, int replications) =>
        _rows[(scenario, policy.Key)].Results.AsSpan(0, replications);

    /// <inheritdoc/>
    public IRolloutSource Open(StudyScenario scenario, StudyPolicy policy, ulong seed) => new Source(
        _rows[(scenario.Facts.Name, policy.Key)], () => archive?.Open(scenario, policy, seed) ?? policy.Prepare());

    private sealed class Row
    {
        public RolloutResult[] Results { get; private set; } = [];

        public bool[] IsThere { get; private set; } = [];

        public void Grow(int replications)
        {
            if (replications <= Results.Length)
                return;
            RolloutResult[] results = new RolloutResult[replications];
            bool[] isThere = new bool[replications];
            Results.CopyTo(results, 0);
            IsThere.CopyTo(isThere, 0);
            (Results, IsThere) = (results, isThere);
        }
    }

    // Workers have different replications, so that none writes where another reads.
    private sealed class Source(Row row, Func<IRolloutSource> open) : IRolloutSource
    {
        private IRolloutSource? _opened;
        private SharedScrapes? _shared;

        public RolloutResult Run(ulong seed, long replication)
        {
            if (row.IsThere[replication])
                return row.Results[replication];
            _opened ??= Open();
            RolloutResult result = _opened.Run(seed, replication);
            row.Results[replication] = result;
            row.IsThere[replication] = true;
            return result;
        }

        public void Share(SharedScrapes scrapes)
        {
            _shared = scrapes;
            _opened?.Share(scrapes);
        }

        private IRolloutSource Open()
        {
            IRolloutSource opened = open();
            if (_shared is not null)
                opened.Share(_shared);
            return opened;
        }
    }
}
