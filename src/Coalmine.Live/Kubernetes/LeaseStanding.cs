namespace Coalmine.Live.Kubernetes;

/// <summary>How one stands with a lease after a try. A closed union.</summary>
public abstract record LeaseStanding
{
    private LeaseStanding()
    {
    }

    /// <summary>It is ours.</summary>
    /// <param name="Fence">The number of our term.</param>
    public sealed record Held(long Fence) : LeaseStanding;

    /// <summary>It is somebody else's.</summary>
    /// <param name="Holder">Whose.</param>
    /// <param name="After">When to look again.</param>
    public sealed record HeldByOther(string Holder, TimeSpan After) : LeaseStanding;

    /// <summary>The server did not say; while <see cref="LeaseKeeper.IsHeld"/> is true, a lease that was ours is ours still.</summary>
    /// <param name="Text">Why.</param>
    /// <param name="After">When to try again.</param>
    public sealed record Unknown(string Text, TimeSpan After) : LeaseStanding;

    /// <summary>The server says no for good, for want of a right above all.</summary>
    /// <param name="Text">The server's words.</param>
    public sealed record Refused(string Text) : LeaseStanding;
}
