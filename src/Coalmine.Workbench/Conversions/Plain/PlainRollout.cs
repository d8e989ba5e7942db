using System.Collections.Immutable;

namespace Coalmine.Workbench.Conversions.Plain;

/// <summary>
/// What all kinds of policies have in common: weights, looks at equal times after each weight, checks that all must pass at every look, and an end at the
/// first fail. Whatever goes beyond it is lost by a conversion.
/// </summary>
/// <param name="Name">The name of what is converted.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="Steps">The steps; at least one, weights rising.</param>
/// <param name="Checks">The checks, asked at every look of every step.</param>
internal sealed record PlainRollout(string Name, SourcePlace Place, ImmutableArray<PlainStep> Steps, ImmutableArray<PlainCheck> Checks)
{
    /// <summary>What the reading already left out or moved in time.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>The time that the plan takes where every look passes.</summary>
    public TimeSpan Length => Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Looks * step.Every));
}
