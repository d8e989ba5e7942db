using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.PromQL;

/// <summary>The series that a script has loaded so far.</summary>
internal sealed class LoadedSeries
{
    private readonly Dictionary<Labels, SortedDictionary<long, ScriptPoint>> loaded = [];
    private readonly HashSet<Labels> histograms = [];
    private SeriesStore? store;

    /// <summary>The store, filled anew after every load.</summary>
    public SeriesStore Store => store ??= Fill();

    /// <summary>Adds series; within one load the last line of a series counts, and what is there already stays.</summary>
    public void Add(ScriptCommand.Load load)
    {
        store = null;
        foreach (var line in load.Series.GroupBy(line => line.Labels).Select(lines => lines.Last()))
        {
            if (!loaded.TryGetValue(line.Labels, out var points))
                loaded.Add(line.Labels, points = []);
            for (int i = 0; i < line.Points.Count; i++)
            {
                if (line.Points[i].Kind != ScriptPointKind.Missing)
                    points.TryAdd(i * load.StepMilliseconds, line.Points[i]);
            }

            if (line.Points.Any(point => point.Kind == ScriptPointKind.Histogram))
                histograms.Add(line.Labels);
            const string Bucket = "_bucket";
            if (load.WithHistograms && line.Labels.Name.EndsWith(Bucket, StringComparison.Ordinal))
                histograms.Add(line.Labels.Without(Labels.BucketBound).With(Labels.MetricName, line.Labels.Name[..^Bucket.Length]));
        }
    }

    /// <summary>Whether a selector names a series of native histograms.</summary>
    public bool HasHistograms(Expression.Selector selector) =>
        histograms.Any(labels => selector.Matchers.All(matcher => matcher.Matches(labels[matcher.Name])));

    private SeriesStore Fill()
    {
        var filled = new SeriesStore(Retention.Everything);
        foreach (var (labels, points) in loaded)
        {
            int id = filled.Add(labels);
            foreach (var (timestamp, point) in points)
            {
                if (point.Kind == ScriptPointKind.Value)
                    filled.Append(id, timestamp, point.Value);
                else if (point.Kind == ScriptPointKind.Stale)
                    filled.AppendStale(id, timestamp);
            }
        }

        return filled;
    }
}
