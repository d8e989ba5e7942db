using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>What a function over a range knows beside the samples.</summary>
/// <param name="From">Start of the range, in milliseconds.</param>
/// <param name="To">End of the range.</param>
/// <param name="Moment">The moment of evaluation.</param>
/// <param name="First">The first number it was given; NaN without one.</param>
/// <param name="Second">The second number.</param>
/// <param name="Mode">Whose arithmetic.</param>
internal readonly record struct RangeArguments(long From, long To, long Moment, double First, double Second, PromQLMode Mode);

/// <summary>Makes one value of at least one sample, or none.</summary>
internal delegate bool RangeFold(SampleBuffer samples, in RangeArguments arguments, out double value);
