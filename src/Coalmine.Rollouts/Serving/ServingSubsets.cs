using System.Collections.Immutable;

namespace Coalmine.Rollouts.Serving;

/// <summary>What a DestinationRule says of a host: which pods its subsets are.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Namespace">The object's namespace; empty where the file does not say.</param>
/// <param name="Host">The host.</param>
/// <param name="Subsets">The labels of each subset's pods, by the subset's name.</param>
public sealed record ServingSubsets(
    string Name, string Namespace, string Host, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Subsets);
