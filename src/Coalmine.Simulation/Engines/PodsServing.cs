namespace Coalmine.Simulation.Engines;

/// <summary>How many pods of an arm serve, those with the lowest numbers first.</summary>
/// <param name="Now">Pods now.</param>
/// <param name="Most">The most since the last scrape: requests of the time between two scrapes are spread over these.</param>
internal readonly record struct PodsServing(int Now, int Most)
{
    /// <summary>So many pods, for as long as nobody says otherwise.</summary>
    public static PodsServing Steady(int pods) => new(pods, pods);

    /// <summary>From now on so many.</summary>
    public PodsServing To(int pods) => new(pods, Math.Max(Most, pods));

    /// <summary>A scrape has been taken.</summary>
    public PodsServing Settled() => new(Now, Now);
}
