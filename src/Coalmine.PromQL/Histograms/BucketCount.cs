namespace Coalmine.PromQL.Histograms;

/// <summary>One bucket of a native histogram that holds observations.</summary>
/// <param name="Index">
/// Which bucket. With exponential bounds, 0 ends at 1, and each ends at the start of the next one; with custom bounds, 0 is the one below the first bound.
/// </param>
/// <param name="Count">How many observations it holds; any number, since histograms can be subtracted and scaled.</param>
public readonly record struct BucketCount(int Index, double Count);
