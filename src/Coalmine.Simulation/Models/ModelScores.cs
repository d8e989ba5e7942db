using System.Collections.Immutable;

namespace Coalmine.Simulation.Models;

/// <summary>
/// The scores that a model gives with its answers. It is surer of its right answers than of its wrong ones, so that more wrong answers show in the scores
/// before any label is there.
/// </summary>
/// <param name="Right">Scores of right answers.</param>
/// <param name="Wrong">Scores of wrong answers.</param>
public sealed record ModelScores(ScoreDistribution Right, ScoreDistribution Wrong)
{
    /// <summary>The model gives no scores.</summary>
    public static ModelScores None { get; } = new(default, default);

    /// <summary>Scores of right and of wrong answers as a model gave them to rows, in place of the two laws; nothing where the laws hold.</summary>
    public (ScoreSample Right, ScoreSample Wrong)? Sampled { get; init; }

    /// <summary>Upper bounds of the histogram's buckets: tenths, the last of which every score is within.</summary>
    public static ImmutableArray<double> Bounds { get; } = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <summary>Whether the model gives scores.</summary>
    public bool Exist => Sampled is not null || Right.Mean > 0;
}
