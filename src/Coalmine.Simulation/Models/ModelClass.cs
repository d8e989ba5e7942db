using System.Collections.Immutable;

namespace Coalmine.Simulation.Models;

/// <summary>One class that requests belong to and answers name.</summary>
/// <param name="Name">Its name; different from the others'.</param>
/// <param name="Share">Share of the requests that belong to it, in (0, 1).</param>
/// <param name="Recall">Share of these that the model answers with it, from 0 to 1.</param>
public sealed record ModelClass(string Name, double Share, double Recall)
{
    /// <summary>What wrong answers to its requests say instead, with shares that add up to 1; empty for the other classes by their shares.</summary>
    public ImmutableArray<Mistake> Mistakes { get; init; } = [];
}
