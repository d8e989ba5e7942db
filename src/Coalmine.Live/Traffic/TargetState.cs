using Coalmine.Live.Seam;

namespace Coalmine.Live.Traffic;

/// <summary>What one look at a target brought.</summary>
/// <param name="View">The objects; nothing where the target could not be read.</param>
/// <param name="Reading">How it stands.</param>
/// <param name="Failure">What a write must answer where the target could not be read; nothing where it was.</param>
internal sealed record TargetState(ClusterView? View, TrafficReading Reading, TrafficWrite? Failure);
