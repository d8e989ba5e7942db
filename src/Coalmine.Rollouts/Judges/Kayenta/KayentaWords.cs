namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// The words of <c>analysisConfigurations.canary</c>. Kayenta compares them exactly, letter case included, and takes a word that it does not know for the
/// default without saying so.
/// </summary>
public static class KayentaWords
{
    /// <summary><c>increase</c>, <c>decrease</c>; anything else is either.</summary>
    public static KayentaDirection Direction(string? word) => word switch
    {
        "increase" => KayentaDirection.Increase,
        "decrease" => KayentaDirection.Decrease,
        _ => KayentaDirection.Either,
    };

    /// <summary><c>replace</c>; anything else is remove.</summary>
    public static KayentaNanStrategy NanStrategy(string? word) => word == "replace" ? KayentaNanStrategy.Replace : KayentaNanStrategy.Remove;

    /// <summary><c>cles</c>; anything else is the mean ratio.</summary>
    public static KayentaMeasure Measure(string? word) => word == "cles" ? KayentaMeasure.CommonLanguage : KayentaMeasure.MeanRatio;

    /// <summary><c>remove</c> under <c>outliers.strategy</c>; anything else keeps them.</summary>
    public static bool RemovesOutliers(string? word) => word == "remove";
}
