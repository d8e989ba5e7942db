using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Models;

/// <summary>Scores as a model gave them to rows: the law that draws one of these rows.</summary>
public sealed class ScoreSample
{
    private readonly double[] _scores;
    private readonly double[] _upTo;

    private ScoreSample(double[] scores, double[] upTo)
    {
        _scores = scores;
        _upTo = upTo;
    }

    /// <summary>Takes scores with their weights. Where there are none, no such answer is ever drawn, and any law does: all have the score 1.</summary>
    internal static ScoreSample Of(IEnumerable<ScoredRow> rows)
    {
        ScoredRow[] known = [.. rows.Where(row => row.Weight > 0)];
        if (known.Length == 0)
            return new ScoreSample([1], [1]);
        double[] upTo = new double[known.Length];
        double sum = 0;
        for (int i = 0; i < known.Length; i++)
            upTo[i] = sum += known[i].Weight;
        return new ScoreSample([.. known.Select(row => row.Score)], upTo);
    }

    /// <summary>Share of the scores that are at most a bound.</summary>
    internal double Within(double bound)
    {
        double sum = 0;
        for (int i = 0; i < _scores.Length; i++)
            sum += _scores[i] <= bound ? WeightOf(i) : 0;
        return sum / _upTo[^1];
    }

    /// <summary>Adds the share of the scores in each bucket and their first two moments there, not divided by the share, all times a factor.</summary>
    internal void AddTo(Span<double> shares, Span<double> first, Span<double> second, double factor)
    {
        for (int i = 0; i < _scores.Length; i++)
        {
            int bucket = 0;
            while (bucket < ModelScores.Bounds.Length - 1 && _scores[i] > ModelScores.Bounds[bucket])
                bucket++;
            double share = factor * WeightOf(i) / _upTo[^1];
            shares[bucket] += share;
            first[bucket] += share * _scores[i];
            second[bucket] += share * _scores[i] * _scores[i];
        }
    }

    /// <summary>Draws a score; one word.</summary>
    internal double Draw(ref Xoshiro256 random)
    {
        int place = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _scores[Math.Min(place < 0 ? ~place : place + 1, _scores.Length - 1)];
    }

    private double WeightOf(int i) => i == 0 ? _upTo[0] : _upTo[i] - _upTo[i - 1];
}
