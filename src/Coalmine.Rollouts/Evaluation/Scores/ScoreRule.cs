namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>What makes a verdict of a score: standard errors beyond the margin, and the information they stand for.</summary>
internal abstract class ScoreRule
{
    /// <summary>What is promised.</summary>
    public abstract Guarantee Guarantee { get; }

    /// <summary>Why a pass cannot be given in the state's present step; none where it can.</summary>
    public virtual VerdictReason? Withholds(ScoreState state) => null;

    /// <summary>Weighs the score at a look and notes in the state what it shows.</summary>
    /// <param name="state">The check's state.</param>
    /// <param name="z">Standard errors beyond the margin; negative on the good side.</param>
    /// <param name="information">Samples of the canary that the score is worth.</param>
    public abstract void Weigh(ScoreState state, double z, double information);
}
