namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>The time that a judgement looks at, since time 0.</summary>
/// <param name="From">Its begin.</param>
/// <param name="To">Its end.</param>
public readonly record struct KayentaWindow(TimeSpan From, TimeSpan To)
{
    /// <summary>Its length.</summary>
    public TimeSpan Length => To - From;

    /// <summary>The same window so much earlier.</summary>
    public KayentaWindow Earlier(TimeSpan by) => new(From - by, To - by);
}
