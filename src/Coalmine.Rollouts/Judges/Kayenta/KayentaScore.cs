using System.Collections.Immutable;

namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>The score of one judgement.</summary>
/// <param name="Value">From 0 to 100, rounded to two decimals; above 100 where the weights are.</param>
/// <param name="Zero">What forced it to 0.</param>
/// <param name="Groups">The groups in the order in which they first occur; also where the score is forced.</param>
public sealed record KayentaScore(double Value, KayentaZero Zero, ImmutableArray<KayentaGroupScore> Groups)
{
    /// <summary>What the score means. The label of a score exactly at a threshold is the better one; the run's verdict sees that differently.</summary>
    /// <param name="pass">From here on it is pass.</param>
    /// <param name="marginal">From here on it is marginal.</param>
    public KayentaScoreLabel Label(double pass, double marginal) =>
        Value >= pass ? KayentaScoreLabel.Pass : Value >= marginal ? KayentaScoreLabel.Marginal : KayentaScoreLabel.Fail;
}
