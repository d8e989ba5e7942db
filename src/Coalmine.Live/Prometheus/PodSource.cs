namespace Coalmine.Live.Prometheus;

/// <summary>What one process of a pod showed: a line a scrape, in the order of time.</summary>
internal sealed class PodSource
{
    private readonly List<HashSet<long>> _familyTimes = [];
    private readonly HashSet<(string Job, string Instance)> _targets = [];
    private readonly HashSet<int> _taken = [];
    private readonly int _needs;

    /// <param name="needs">The plan's counters.</param>
    public PodSource(int needs) => _needs = needs;

    /// <summary>The samples of each scrape, by Unix milliseconds; one cell a counter of the plan, NaN where none.</summary>
    public SortedDictionary<long, double[]> Scrapes { get; } = [];

    /// <summary>Why they cannot be told apart; empty where they can.</summary>
    public string Problem { get; set; } = "";

    /// <summary>
    /// Whether some families of the process were never scraped together: then they come from different processes, and what looks like one scrape without a
    /// counter
    /// is another's scrape.
    /// </summary>
    public bool IsScrapedApart => _familyTimes.Any(times => _familyTimes.Any(other => times != other && !times.Overlaps(other)));

    /// <summary>Takes the series of one family on the pod.</summary>
    public void Take(MetricFamilyQuestion family, IReadOnlyCollection<PrometheusSeries> series)
    {
        HashSet<long> times = [];
        _taken.UnionWith(family.Members.Select(member => member.Need));
        foreach (PrometheusSeries one in series)
        {
            _targets.Add(TargetOf(one));
            FamilyMember[] members = [.. family.Members.Where(member => member.Has(one.Labels))];
            foreach (PrometheusSample sample in one.Samples)
            {
                if (!double.IsFinite(sample.Value))
                    continue;
                times.Add(sample.Milliseconds);
                foreach (FamilyMember member in members)
                    AddTo(ref CellsAt(sample.Milliseconds)[member.Need], member.ValueOf(sample.Value));
            }
        }

        foreach (FamilyMember member in family.Members.Where(member => member.IsZeroWhenAbsent))
            foreach (long time in times)
                AddTo(ref CellsAt(time)[member.Need], 0);
        if (times.Count > 0)
            _familyTimes.Add(times);
    }

    /// <summary>
    /// Takes the scrapes of its target (the metric <c>up</c>): the newest that succeeded without the process's series, before their first samples, showed that
    /// nothing was counted yet.
    /// </summary>
    public void TakeBirth(IEnumerable<PrometheusSeries> up)
    {
        long first = Scrapes.Keys.First();
        long[] before =
        [
            .. up.Where(series => _targets.Contains(TargetOf(series))).SelectMany(series => series.Samples)
                .Where(sample => sample.Value.Equals(1) && sample.Milliseconds < first).Select(sample => sample.Milliseconds),
        ];
        if (before.Length == 0)
            return;
        foreach (int need in _taken)
            CellsAt(before.Max())[need] = 0;
        IsBornHere = true;
    }

    /// <summary>Whether it was seen before its first request.</summary>
    public bool IsBornHere { get; private set; }

    /// <summary>Puts what another process of the same pod showed beside it.</summary>
    public void Merge(PodSource other)
    {
        foreach ((long time, double[] cells) in other.Scrapes)
            for (int need = 0; need < _needs; need++)
                if (!double.IsNaN(cells[need]))
                    AddTo(ref CellsAt(time)[need], cells[need]);
    }

    private static (string Job, string Instance) TargetOf(PrometheusSeries series) => (series.Labels["job"], series.Labels["instance"]);

    private static void AddTo(ref double cell, double value) => cell = double.IsNaN(cell) ? value : cell + value;

    private double[] CellsAt(long time)
    {
        if (!Scrapes.TryGetValue(time, out double[]? cells))
        {
            cells = new double[_needs];
            Array.Fill(cells, double.NaN);
            Scrapes[time] = cells;
        }

        return cells;
    }
}
