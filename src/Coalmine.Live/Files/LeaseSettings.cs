namespace Coalmine.Live.Files;

/// <summary>The lease of a target. Defaults are client-go's.</summary>
public sealed record LeaseSettings
{
    /// <summary>How long others wait after they last saw it renewed.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long without a renewal its holder goes on; shorter than <see cref="Duration"/>.</summary>
    public TimeSpan RenewWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two tries; shorter than <see cref="RenewWithin"/>.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(2);
}
