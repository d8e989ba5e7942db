namespace Coalmine.Simulation.Worlds;

/// <summary>How mirrored requests are compared while a plan has a shadow stage.</summary>
/// <param name="Share">Share of the requests that are mirrored and compared, from 0 to 1; 0 where nobody compares.</param>
/// <param name="SharedMistakes">Share of the baseline's wrong answers that the canary gets wrong too, from 0 to 1.</param>
public sealed record Mirroring(double Share, double SharedMistakes)
{
    /// <summary>Nobody compares.</summary>
    public static Mirroring None { get; } = new(0, 0);
}
