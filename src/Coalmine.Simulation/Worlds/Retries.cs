namespace Coalmine.Simulation.Worlds;

/// <summary>
/// Further attempts after an error or a time-out. Each goes to the same arm and any of its pods; what made an answer wrong or a user convert is not tried
/// again.
/// </summary>
/// <param name="Most">Attempts after the first; 0 for none.</param>
/// <param name="By">Who tries again, which decides what the metrics see.</param>
/// <param name="Backoff">Mean wait before the next attempt (uniform between a half and one and a half of it).</param>
public sealed record Retries(int Most, RetryLayer By, TimeSpan Backoff)
{
    /// <summary>Nobody tries again.</summary>
    public static Retries None { get; } = new(0, RetryLayer.Client, TimeSpan.Zero);
}
