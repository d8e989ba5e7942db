using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Calibration;

/// <summary>The counters of one pod at its scrapes, resets taken out: they only rise, from the pod's first scrape in the record on.</summary>
/// <param name="Arm">The pod's arm.</param>
/// <param name="Pod">The pod's name.</param>
internal sealed record PodCounters(Arm Arm, string Pod)
{
    private readonly List<double[]> _raw = [];
    private double[] _lost = [];

    /// <summary>The instants of scrapes that brought something, in seconds, rising.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The counters at each of them, in the columns of the record.</summary>
    public List<double[]> Values { get; } = [];

    /// <summary>Scrapes that were missed.</summary>
    public int Missed { get; set; }

    /// <summary>How often the counters began anew.</summary>
    public int Resets { get; private set; }

    /// <summary>
    /// Takes a scrape. What serves and what joins labels are two processes: the counters of each begin anew together. Where one falls, what all have counted
    /// since then is added to what they had.
    /// </summary>
    public void Add(double time, double[] values)
    {
        if (_raw.Count == 0)
            _lost = new double[values.Length];
        else
        {
            bool hasFallen = false;
            foreach (bool ofLabels in new[] { false, true })
            {
                int[] own = [.. Enumerable.Range(0, values.Length).Where(column => (column is TelemetryRecord.Labelled or TelemetryRecord.Right) == ofLabels)];
                if (!Array.Exists(own, column => values[column] < _raw[^1][column]))
                    continue;
                hasFallen = true;
                foreach (int column in own)
                    _lost[column] += _raw[^1][column];
            }

            Resets += hasFallen ? 1 : 0;
        }

        _raw.Add(values);
        Times.Add(time);
        Values.Add([.. values.Zip(_lost, (value, lost) => value + lost)]);
    }

    /// <summary>What a counter gained over the record.</summary>
    public double Gain(int column) => Values.Count == 0 ? 0 : Values[^1][column] - Values[0][column];
}
