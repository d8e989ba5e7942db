using System.Collections.Immutable;

namespace Coalmine.Simulation.Models;

/// <summary>
/// A model's answers to all rows of a data set in one state of the drift. A request carries one of the rows, by its weight: so this is a discrete law of
/// truth, answer and score, and the one place where a learned model's accuracy, classes and scores come from. Given that an answer is right, or wrong, its
/// score is counted without regard to its class: each has its exact law, and only their joint one is lost.
/// </summary>
public sealed class ScoredRows
{
    private readonly double[] _weights;
    private readonly bool[] _isWrong;

    private ScoredRows(ClassMix classes, ModelScores scores, double[] weights, bool[] isWrong)
    {
        Classes = classes;
        Scores = scores;
        _weights = weights;
        _isWrong = isWrong;
    }

    /// <summary>The classes of the requests, and how well the model knows them.</summary>
    public ClassMix Classes { get; }

    /// <summary>How sure the model is.</summary>
    public ModelScores Scores { get; }

    /// <summary>Share of the answers that are right.</summary>
    public double Accuracy => Classes.Accuracy;

    /// <summary>Makes the law of a model's answers. Cost: linear in the rows.</summary>
    /// <param name="classes">The classes' names, which rows name by their number; at least two.</param>
    /// <param name="rows">The rows; some weight must be positive.</param>
    /// <exception cref="ArgumentException">There are no rows, or no weights.</exception>
    public static ScoredRows Of(ImmutableArray<string> classes, IReadOnlyList<ScoredRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[,] pairs = new double[classes.Length, classes.Length];
        foreach (ScoredRow row in rows)
            pairs[row.Truth, row.Said] += row.Weight;
        if (!(pairs.Cast<double>().Sum() > 0))
            throw new ArgumentException("Some row must have a weight.", nameof(rows));
        ModelScores scores = new(default, default)
        {
            Sampled = (ScoreSample.Of(rows.Where(row => row.Truth == row.Said)), ScoreSample.Of(rows.Where(row => row.Truth != row.Said))),
        };
        return new ScoredRows(
            ClassMix.OfPairs(classes, pairs), scores, [.. rows.Select(row => row.Weight)], [.. rows.Select(row => row.Truth != row.Said)]);
    }

    /// <summary>
    /// Share of this model's wrong answers to which another one's answer to the same row is wrong too; 0 where it has none. The rows are the same in the same
    /// order.
    /// </summary>
    /// <exception cref="ArgumentException">The other has other rows.</exception>
    public double SharedMistakes(ScoredRows other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._isWrong.Length != _isWrong.Length)
            throw new ArgumentException("Both models must have been given the same rows.", nameof(other));
        (double wrong, double both) = (0, 0);
        for (int row = 0; row < _isWrong.Length; row++)
            if (_isWrong[row])
                (wrong, both) = (wrong + _weights[row], both + (other._isWrong[row] ? _weights[row] : 0));
        return wrong == 0 ? 0 : both / wrong;
    }

    /// <summary>Whether another model was given as many rows.</summary>
    internal bool HasRowsOf(ScoredRows other) => other._isWrong.Length == _isWrong.Length;
}
