using Coalmine.Simulation.Engines;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Classes of the answers: what they name, counted at once, and truth against answer, counted when the label arrives. Given right and wrong answers the
/// classes are independent from answer to answer, and of the delay of the labels: whatever arrives together is a multinomial of its own.
/// </summary>
internal sealed class ClassDraw
{
    private readonly CounterLayout _layout;
    private readonly int _pairs;
    private readonly long[][] _arrivals;
    private readonly long[] _drawn;
    private Xoshiro256 _random;

    /// <summary>Prepares the draws.</summary>
    /// <param name="layout">Where counters lie.</param>
    /// <param name="pods">Pods of both arms.</param>
    /// <param name="cells">Cells of the world; 0 where labels arrive in the cell of their answer.</param>
    public ClassDraw(CounterLayout layout, int pods, int cells)
    {
        _layout = layout;
        _pairs = layout.Classes * layout.Classes;
        _arrivals = [.. Enumerable.Range(0, pods).Select(_ => new long[_pairs * (cells + 1)])];
        _drawn = new long[_pairs];
    }

    /// <summary>A new replication begins.</summary>
    public void Start()
    {
        foreach (long[] arrivals in _arrivals)
            Array.Clear(arrivals);
    }

    /// <summary>The answers of a pod in a cell follow.</summary>
    public void Open(PodCell cell) => _random = cell.Key.With(Purpose.Classes).Open();

    /// <summary>Labels of the cell's answers that arrive together.</summary>
    /// <param name="cell">The pod and cell.</param>
    /// <param name="labels">How many.</param>
    /// <param name="isRight">Whether they say right.</param>
    /// <param name="arrival">The cell in which they arrive; 0 where all labels arrive at once.</param>
    /// <param name="counters">The pod's counters.</param>
    public void Label(PodCell cell, long labels, bool isRight, int arrival, Span<double> counters)
    {
        if (labels == 0)
            return;
        Predict(cell, labels, isRight, counters);
        for (int pair = 0; pair < _pairs; pair++)
            _arrivals[cell.Pod][arrival * _pairs + pair] += _drawn[pair];
    }

    /// <summary>Answers of the cell whose label never arrives.</summary>
    public void Predict(PodCell cell, long answers, bool isRight, Span<double> counters)
    {
        if (answers == 0)
            return;
        MultinomialSampler.Draw(ref _random, answers, isRight ? cell.Law.Classes.Right : cell.Law.Classes.Wrong, _drawn);
        for (int pair = 0; pair < _pairs; pair++)
            counters[_layout.Predictions + pair % _layout.Classes] += _drawn[pair];
    }

    /// <summary>Counts the labels that arrive in a cell (0 where all labels arrive at once).</summary>
    public void Close(PodCell cell, int arrival, Span<double> counters)
    {
        Span<long> arrived = _arrivals[cell.Pod].AsSpan(arrival * _pairs, _pairs);
        for (int pair = 0; pair < _pairs; pair++)
            counters[_layout.LabelledPairs + pair] += arrived[pair];
        arrived.Clear();
    }
}
