namespace Coalmine.Live.Prometheus;

/// <summary>How a server's clock stands to ours.</summary>
/// <param name="Ahead">How far it is ahead; negative where it is behind.</param>
/// <param name="Uncertainty">How wrong that may be: half of the question's way there and back.</param>
public readonly record struct ClockDifference(TimeSpan Ahead, TimeSpan Uncertainty);
