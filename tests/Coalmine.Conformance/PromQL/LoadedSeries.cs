using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.PromQL;

/// <summary>The series that a script has loaded so far.</summary>
internal sealed class LoadedSeries
{
    private readonly Dictionary<Labels, SortedDictionary<long, ScriptPoint>> loaded = [];
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

        }

        foreach (var (labels, converted) in load.WithHistograms ? ClassicHistograms.Of(load.Series) : [])
        {
            if (!loaded.TryGetValue(labels, out var points))
                loaded.Add(labels, points = []);
            foreach (var (step, point) in converted)
                points.TryAdd(step * load.StepMilliseconds, point);
        }
    }

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
                else if (point.Histogram is { } histogram)
                    filled.AppendHistogram(id, timestamp, histogram);
                else if (point.Kind == ScriptPointKind.Stale)
                    filled.AppendStale(id, timestamp);
            }
        }

        return filled;
    }
}
