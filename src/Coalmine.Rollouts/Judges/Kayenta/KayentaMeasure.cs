namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>How the size of an effect is measured (Kayenta's <c>effectSize.measure</c>).</summary>
public enum KayentaMeasure
{
    /// <summary>The canary's mean over the baseline's; 1 is no effect. The default.</summary>
    MeanRatio,

    /// <summary>The share of pairs of points in which the canary's is higher, ties as a half; 0.5 is no effect. Written <c>cles</c>.</summary>
    CommonLanguage,
}
