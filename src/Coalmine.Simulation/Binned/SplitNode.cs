namespace Coalmine.Simulation.Binned;

/// <summary>One split of a range of histogram buckets in two. Buckets are numbered from 0; boundary b lies below bucket b.</summary>
/// <param name="Low">The boundary at which the range begins.</param>
/// <param name="Middle">The boundary at which it is split.</param>
/// <param name="High">The boundary at which it ends.</param>
internal readonly record struct SplitNode(int Low, int Middle, int High);
