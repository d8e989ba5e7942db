namespace Coalmine.PromQL.Evaluation;

/// <summary>Where the samples of a range lie: times in milliseconds.</summary>
/// <param name="First">Of the first sample.</param>
/// <param name="Last">Of the last sample; later than the first.</param>
/// <param name="Steps">Samples less one.</param>
/// <param name="From">Start of the range.</param>
/// <param name="To">End of the range.</param>
internal readonly record struct SampledRange(long First, long Last, int Steps, long From, long To);
