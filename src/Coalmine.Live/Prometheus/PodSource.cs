namespace Coalmine.Live.Prometheus;

/// <summary>What one process of a pod showed: a line a scrape, in the order of time.</summary>
internal sealed class PodSource
{
    private readonly List<HashSet<long>> _familyTimes = [];
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
        foreach (PrometheusSeries one in series)
        {
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

    /// <summary>Puts what another process of the same pod showed beside it.</summary>
    public void Merge(PodSource other)
    {
        foreach ((long time, double[] cells) in other.Scrapes)
            for (int need = 0; need < _needs; need++)
                if (!double.IsNaN(cells[need]))
                    AddTo(ref CellsAt(time)[need], cells[need]);
    }

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
