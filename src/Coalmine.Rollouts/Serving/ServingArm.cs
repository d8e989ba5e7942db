using System.Collections.Immutable;

namespace Coalmine.Rollouts.Serving;

/// <summary>One version that answers, or hears, requests.</summary>
/// <param name="Name">Its name on the platform, which metrics bear as a label where they tell arms apart.</param>
/// <param name="Role">What it is in a rollout.</param>
public sealed record ServingArm(string Name, ServingRole Role)
{
    /// <summary>How many pods it has at the start; nothing where the file does not say, as in routing objects.</summary>
    public int? Replicas { get; init; }

    /// <summary>What may change the number of its pods; nothing where it stays, or where the file does not say.</summary>
    public ReplicaScaling? Scaling { get; init; }

    /// <summary>Where its model lies; empty where the file does not say.</summary>
    public string Model { get; init; } = "";

    /// <summary>The labels of its pods that the file names, by which a metric may tell it apart.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
