using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Seam;

/// <summary>What became of a write. A closed union.</summary>
public abstract record TrafficWrite
{
    private TrafficWrite()
    {
    }

    /// <summary>Done, or found done already: the target bears the change.</summary>
    /// <param name="ResourceVersion">The version that the target has since.</param>
    /// <param name="Difference">What changed (or, in a dry run, would change), a line each; empty where nothing had to.</param>
    public sealed record Applied(string ResourceVersion, string Difference) : TrafficWrite;

    /// <summary>The target is not as this rollout left it: somebody else changed it, and nothing was written.</summary>
    /// <param name="Found">The weight that it bears now.</param>
    /// <param name="Text">What was found, and by whom as far as the server tells.</param>
    public sealed record EditedBySomebodyElse(TrafficWeight Found, string Text) : TrafficWrite;

    /// <summary>A newer driver has written: this one must stop.</summary>
    /// <param name="Fence">The number that the target bears.</param>
    public sealed record Fenced(long Fence) : TrafficWrite;

    /// <summary>Not known or not possible now: to be tried again, after looking.</summary>
    /// <param name="Text">The server's words.</param>
    /// <param name="After">The wait that the server asks for.</param>
    public sealed record Unavailable(string Text, TimeSpan? After) : TrafficWrite;

    /// <summary>The server says no for good (forbidden, invalid, gone), or the platform cannot do this.</summary>
    /// <param name="Text">Why, in words for people.</param>
    public sealed record Refused(string Text) : TrafficWrite;
}
