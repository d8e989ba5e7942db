namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>Which of two judges decides.</summary>
public enum KayentaMode
{
    /// <summary>
    /// As Spinnaker's NetflixACAJudge-v1.0 does at spinnaker/kayenta a69573be9d8fededacf80817e4151a2c8df41276, with everything that surprises in it: a solver
    /// that stops at 1e-4 whatever the unit, verdicts from two points, exceptions and groups without data that count as passed.
    /// </summary>
    Faithful,

    /// <summary>
    /// The same judge without its known mistakes; the decision rule (an interval that keeps a quarter of its estimate away from zero, and effect sizes) stays.
    /// What differs is listed at each place and in the folder's README.
    /// </summary>
    Corrected,
}
