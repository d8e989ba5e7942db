namespace Coalmine.Conformance.ApiServer;

/// <summary>A clock that stands: a recording has no time between its requests.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;
}
