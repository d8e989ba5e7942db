using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Requests;

/// <summary>What the pods count of their models' answers beyond right and wrong: scores, and classes at once and with the label.</summary>
internal sealed class ModelMeters
{
    private readonly CounterLayout _layout;
    private readonly int _pairs;
    private readonly long[] _scores;
    private readonly double[] _scoreSums;
    private readonly long[] _predictions;
    private readonly long[] _labelled;

    /// <summary>Makes room for the pods of a world.</summary>
    public ModelMeters(ScrapedWorld world)
    {
        _layout = world.Layout;
        _pairs = _layout.Classes * _layout.Classes;
        _scores = new long[world.Pods * _layout.ScoreBounds];
        _scoreSums = new double[world.Pods];
        _predictions = new long[world.Pods * _layout.Classes];
        _labelled = new long[world.Pods * _pairs];
    }

    /// <summary>All pods begin at 0.</summary>
    public void Start()
    {
        Array.Clear(_scores);
        Array.Clear(_scoreSums);
        Array.Clear(_predictions);
        Array.Clear(_labelled);
    }

    /// <summary>A pod begins again at 0.</summary>
    public void Restart(int pod)
    {
        _scores.AsSpan(pod * _layout.ScoreBounds, _layout.ScoreBounds).Clear();
        _scoreSums[pod] = 0;
        _predictions.AsSpan(pod * _layout.Classes, _layout.Classes).Clear();
        _labelled.AsSpan(pod * _pairs, _pairs).Clear();
    }

    /// <summary>Counts a score; every score lies within the last bound.</summary>
    public void AddScore(int pod, int bucket, double score)
    {
        _scores[pod * _layout.ScoreBounds + bucket]++;
        _scoreSums[pod] += score;
    }

    /// <summary>Counts an answer by the class that it names.</summary>
    public void AddPrediction(int pod, int said) => _predictions[pod * _layout.Classes + said]++;

    /// <summary>Counts labels that have arrived, by the pair of truth and answer (truth x classes + said).</summary>
    public void AddLabels(int pod, int pair, long labels) => _labelled[pod * _pairs + pair] += labels;

    /// <summary>What a scrape of the pod brings.</summary>
    public void WriteTo(int pod, Span<double> counters)
    {
        long within = 0;
        for (int bound = 0; bound < _layout.ScoreBounds; bound++)
            counters[_layout.Score + bound] = within += _scores[pod * _layout.ScoreBounds + bound];
        counters[(int)Slot.ScoreSum] = _scoreSums[pod];
        for (int said = 0; said < _layout.Classes; said++)
            counters[_layout.Predictions + said] = _predictions[pod * _layout.Classes + said];
        for (int pair = 0; pair < _pairs; pair++)
            counters[_layout.LabelledPairs + pair] = _labelled[pod * _pairs + pair];
    }
}
