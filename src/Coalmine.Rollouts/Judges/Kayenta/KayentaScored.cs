using System.Collections.Immutable;

namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What counts of one metric in the score.</summary>
/// <param name="Label">What the judge said.</param>
/// <param name="IsCritical">Whether that is critical.</param>
/// <param name="IsMuted">Whether the metric is left out.</param>
/// <param name="Groups">The groups it counts in.</param>
public readonly record struct KayentaScored(KayentaLabel Label, bool IsCritical, bool IsMuted, ImmutableArray<string> Groups);
