namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>Which way a metric must move to fail (Kayenta's <c>direction</c>).</summary>
public enum KayentaDirection
{
    /// <summary>Either way; the default, and what an unknown word means.</summary>
    Either,

    /// <summary>Only upwards.</summary>
    Increase,

    /// <summary>Only downwards.</summary>
    Decrease,
}
