using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Metrics;

/// <summary>
/// Writes scrapes into a sample window. A missed scrape leaves the pod's columns NaN; so does the errors column before a pod's first error, for that series
/// does not exist yet; mirrored pairs are counted by the canary's first pod and are NaN on the others.
/// </summary>
internal sealed class SampleColumns
{
    private readonly int[] _places;
    private readonly int[] _pods;
    private readonly bool[] _bornAboveZero;

    /// <summary>Prepares a window for a plan and a world.</summary>
    public SampleColumns(ScrapedWorld world, MeasurementPlan plan)
    {
        int baselinePods = world.BaselinePods;
        ImmutableArray<CounterKey> columns = plan.Columns(baselinePods, world.CanaryPods);
        Window = new SampleWindow(columns);
        _pods = [.. columns.Select(key => key.Arm == Arm.Baseline ? key.Pod : baselinePods + key.Pod)];
        _places = [.. columns.Select(PlaceOf)];
        _bornAboveZero = [.. columns.Select(key => key.Kind == CounterKind.Errors)];

        int PlaceOf(CounterKey key)
        {
            bool isElsewhere = key.Pod > 0 && new CounterNeed(key.Kind, key.Bound).IsPair;
            int pod = key.Arm == Arm.Baseline ? key.Pod : baselinePods + key.Pod;
            return isElsewhere ? -1 : pod * world.Layout.Length + world.PlaceOf(key.Kind, key.Bound);
        }
    }

    /// <summary>The window that is written.</summary>
    public SampleWindow Window { get; }

    /// <summary>Samples a scrape.</summary>
    public int Count => _places.Length;

    /// <summary>Takes a scrape into the window.</summary>
    public void Take(Engine engine) => Write(engine, Window.Add(engine.ScrapedAt));

    /// <summary>Writes a scrape into a row of NaN.</summary>
    public void Write(Engine engine, Span<double> row)
    {
        double[] counters = engine.Counters;
        bool[] missed = engine.Missed;
        for (int column = 0; column < row.Length; column++)
        {
            int place = _places[column];
            if (place < 0 || missed[_pods[column]])
                continue;
            double value = counters[place];
            if (value > 0 || !_bornAboveZero[column])
                row[column] = value;
        }
    }
}
