namespace Coalmine.Live.Operating.Standings;

/// <summary>Who holds a driver's lease.</summary>
/// <param name="Name">The holder; empty for nobody.</param>
/// <param name="RenewedAt">When it was renewed last, by the holder's clock; nothing where it does not say.</param>
/// <param name="Lasts">How long it lasts from there.</param>
public readonly record struct LeaseHolder(string Name, DateTimeOffset? RenewedAt, TimeSpan Lasts)
{
    /// <summary>Whether it has run out, as far as two clocks can be compared.</summary>
    /// <param name="now">Our clock.</param>
    public bool HasRunOut(DateTimeOffset now) => Name.Length == 0 || RenewedAt is not { } renewed || now - renewed > Lasts;
}
