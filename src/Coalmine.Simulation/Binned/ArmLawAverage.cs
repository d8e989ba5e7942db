using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// Averages an arm's behaviour over a cell: exact where the behaviour is constant between the turns of the faults, three-point Gauss-Legendre quadrature over
/// ramps.
/// </summary>
internal sealed class ArmLawAverage(ArmTimeline arm, FaultSchedule faults, IReadOnlyList<double> bounds)
{
    // Nodes and weights on (0, 1); Abramowitz and Stegun, table 25.4, n = 3.
    private static readonly (double Node, double Weight)[] GaussLegendre =
        [(0.11270166537925831, 5.0 / 18), (0.5, 8.0 / 18), (0.88729833462074169, 5.0 / 18)];

    private readonly double[] _probabilities = new double[bounds.Count + 1];
    private readonly double[] _first = new double[bounds.Count + 1];
    private readonly double[] _second = new double[bounds.Count + 1];
    private readonly int _classes = arm.FaultFree.Classes.Names.Length;
    private readonly double[] _pairs = new double[arm.FaultFree.Classes.Names.Length * arm.FaultFree.Classes.Names.Length];
    private readonly ScoreLaw _scores = ScoreLaw.Of(arm.FaultFree.Scores);
    private readonly List<(ScoreSample Sample, double Weight)> _right = [];
    private readonly List<(ScoreSample Sample, double Weight)> _wrongScores = [];
    private double _error;
    private double _wrong;
    private double _conversion;

    /// <summary>The law of the requests that arrive between two moments.</summary>
    public ArmLaw Over(Moment from, Moment to)
    {
        Array.Clear(_probabilities);
        Array.Clear(_first);
        Array.Clear(_second);
        Array.Clear(_pairs);
        _right.Clear();
        _wrongScores.Clear();
        (_error, _wrong, _conversion) = (0, 0, 0);
        double whole = to.Nanoseconds - from.Nanoseconds;
        foreach ((Moment start, Moment end) in faults.Pieces(from, to))
        {
            double length = end.Nanoseconds - start.Nanoseconds;
            if (faults.IsRamping(start, end))
                foreach ((double node, double weight) in GaussLegendre)
                    Add(arm.At(new Moment(start.Nanoseconds + (long)(length * node))), weight * length / whole);
            else
                Add(arm.At(new Moment(start.Nanoseconds + (long)(length * 0.5))), length / whole);
        }

        return new ArmLaw(_error, _wrong, _conversion, BucketLaw.Of(_probabilities, _first, _second))
        {
            Classes = ClassLaw.Of(_pairs, _classes),
            Scores = _right.Count == 0 ? _scores : new ScoreLaw(ScoreLaw.OfSamples(_right), ScoreLaw.OfSamples(_wrongScores)),
        };
    }

    private void Add(in MomentaryBehaviour behaviour, double weight)
    {
        _error += weight * behaviour.ErrorRate;
        _wrong += weight * (1 - behaviour.Accuracy);
        _conversion += weight * behaviour.Conversion;
        for (int pair = 0; pair < _pairs.Length; pair++)
            _pairs[pair] += weight * behaviour.Classes.Probability(pair / _classes, pair % _classes, behaviour.Accuracy);
        if (behaviour.Scores.Sampled is var (right, wrong))
        {
            _right.Add((right, weight * behaviour.Accuracy));
            _wrongScores.Add((wrong, weight * (1 - behaviour.Accuracy)));
        }

        double above = 1;
        double first = 0;
        double second = 0;
        for (int bucket = 0; bucket < _probabilities.Length; bucket++)
        {
            double bound = bucket < bounds.Count ? bounds[bucket] : double.PositiveInfinity;
            double aboveNext = bucket < bounds.Count ? arm.Latency.Above(bound, behaviour) : 0;
            double firstNext = arm.Latency.MomentUpTo(bound, 1, behaviour);
            double secondNext = arm.Latency.MomentUpTo(bound, 2, behaviour);
            _probabilities[bucket] += weight * (above - aboveNext);
            _first[bucket] += weight * (firstNext - first);
            _second[bucket] += weight * (secondNext - second);
            (above, first, second) = (aboveNext, firstNext, secondNext);
        }
    }
}
