using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Worlds;

/// <summary>Which answers get a label (the truth about the request), and how long that takes.</summary>
/// <param name="Share">Share of answers that are ever labelled, from 0 to 1.</param>
/// <param name="Delay">Time from the answer to its label.</param>
public sealed record LabelProcess(double Share, DelayDistribution Delay)
{
    /// <summary>No labels.</summary>
    public static LabelProcess None { get; } = new(0, new DelayDistribution.Fixed(0));
}
