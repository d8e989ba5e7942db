namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What a score means against the thresholds (<c>ThresholdScoreClassifier.scala</c>).</summary>
public enum KayentaScoreLabel
{
    /// <summary>Below the marginal threshold.</summary>
    Fail,

    /// <summary>At the marginal threshold or above, and below the pass threshold.</summary>
    Marginal,

    /// <summary>At the pass threshold or above.</summary>
    Pass,
}
