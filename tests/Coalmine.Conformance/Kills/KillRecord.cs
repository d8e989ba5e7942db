namespace Coalmine.Conformance.Kills;

/// <summary>A kill that has happened.</summary>
/// <param name="Point">Where it was aimed.</param>
/// <param name="Weight">The canary's weight right after it.</param>
/// <param name="Entries">Steps in the journal right after it.</param>
internal sealed record KillRecord(KillPoint Point, int Weight, int Entries)
{
    /// <summary>In words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Point} (at {Weight} %, {Entries} entries{(Point.TakesOver ? ", disk lost" : "")})");
}
