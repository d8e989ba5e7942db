namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What becomes of points that are NaN (Kayenta's <c>nanStrategy</c>).</summary>
public enum KayentaNanStrategy
{
    /// <summary>They are dropped; the default, and what an unknown word means.</summary>
    Remove,

    /// <summary>They count as 0. In faithful mode a side without any point then passes, and what the metric says about missing data is not looked at.</summary>
    Replace,
}
