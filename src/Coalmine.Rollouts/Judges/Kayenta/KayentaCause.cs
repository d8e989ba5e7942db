namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>Why a metric got its label.</summary>
public enum KayentaCause
{
    /// <summary>Nothing to tell: it passes.</summary>
    None,

    /// <summary>A side has no data, or fewer points than the rules ask for.</summary>
    MissingData,

    /// <summary>Both sides hold the same values.</summary>
    SameValues,

    /// <summary>The interval and the effect say higher, or lower.</summary>
    Shifted,

    /// <summary>Every value is tied at some shift, so that there is no interval.</summary>
    AllTied,

    /// <summary>A value is infinite, which the corrected judge does not compare.</summary>
    NotFinite,
}
