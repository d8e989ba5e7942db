namespace Coalmine.Manifests.Lints;

/// <summary>What the files do not say and lints would like to know.</summary>
public sealed record LintOptions
{
    /// <summary>The usual options: nothing is known.</summary>
    public static LintOptions Default { get; } = new();

    /// <summary>How often Prometheus scrapes, in milliseconds; 0 where it is not known, and 15 s is then taken, with notes instead of warnings.</summary>
    public long ScrapeMilliseconds { get; init; }
}
