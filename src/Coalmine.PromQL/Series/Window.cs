namespace Coalmine.PromQL.Series;

/// <summary>Where the samples of one series in one time range lie: sequence numbers, and where the series' ring starts.</summary>
/// <param name="Start">Index of the ring in the store's flat array.</param>
/// <param name="First">Sequence number of the first sample in the range.</param>
/// <param name="Last">Sequence number of the last one.</param>
internal readonly record struct Window(int Start, int First, int Last);
