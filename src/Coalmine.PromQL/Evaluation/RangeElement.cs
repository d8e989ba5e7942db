using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A series of a range result.</summary>
internal sealed record RangeElement(Labels Labels, TimedValue[] Samples);
