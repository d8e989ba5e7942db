using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The functions over ranges by their name (promql/functions.go of Prometheus 2.42 and 3.14). Each gets at least one sample.</summary>
internal static class RangeFolds
{
    private static readonly Dictionary<string, RangeFold> All = new()
    {
        ["rate"] = (SampleBuffer samples, in RangeArguments arguments, out double value) =>
            RateFolds.TryExtrapolate(samples, arguments, isCounter: true, (arguments.To - arguments.From) / 1000.0, out value),
        ["increase"] = (SampleBuffer samples, in RangeArguments arguments, out double value) =>
            RateFolds.TryExtrapolate(samples, arguments, isCounter: true, 1, out value),
        ["delta"] = (SampleBuffer samples, in RangeArguments arguments, out double value) =>
            RateFolds.TryExtrapolate(samples, arguments, isCounter: false, 1, out value),
        ["irate"] = (SampleBuffer samples, in RangeArguments _, out double value) => RateFolds.TryLastTwo(samples, perSecond: true, out value),
        ["idelta"] = (SampleBuffer samples, in RangeArguments _, out double value) => RateFolds.TryLastTwo(samples, perSecond: false, out value),
        ["deriv"] = RateFolds.TrySlope,
        ["predict_linear"] = RateFolds.TryPredict,
        ["holt_winters"] = RateFolds.TrySmooth,
        ["double_exponential_smoothing"] = RateFolds.TrySmooth,
        ["first_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(samples.Values[0], out value),
        ["mad_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(Averages.Deviation(samples.ToSort()), out value),
        ["ts_of_first_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(samples.Times[0] / 1000.0, out value),
        ["ts_of_last_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(samples.Times[^1] / 1000.0, out value),
        ["ts_of_max_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(LastOf(samples, greatest: true), out value),
        ["ts_of_min_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(LastOf(samples, greatest: false), out value),
        ["changes"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(Changes(samples.Values), out value),
        ["resets"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(Resets(samples.Values), out value),
        ["sum_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(Averages.Sum(samples.Values), out value),
        ["avg_over_time"] = (SampleBuffer samples, in RangeArguments arguments, out double value) => Is(Mean(samples.Values, arguments.Mode), out value),
        ["min_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(GroupFold.Least(samples.Values), out value),
        ["max_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(GroupFold.Greatest(samples.Values), out value),
        ["count_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(samples.Count, out value),
        ["last_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(samples.Values[^1], out value),
        ["present_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(1, out value),
        ["stdvar_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) => Is(Averages.CompensatedVariance(samples.Values), out value),
        ["stddev_over_time"] = (SampleBuffer samples, in RangeArguments _, out double value) =>
            Is(Math.Sqrt(Averages.CompensatedVariance(samples.Values)), out value),
        ["quantile_over_time"] = (SampleBuffer samples, in RangeArguments arguments, out double value) =>
            Is(Averages.Quantile(arguments.First, samples.ToSort()), out value),
    };

    public static RangeFold Of(string function) => All[function];

    private static bool Is(double result, out double value)
    {
        value = result;
        return true;
    }

    private static double Mean(ReadOnlySpan<double> values, PromQLMode mode) =>
        mode == PromQLMode.V3 ? Averages.Mean(values) : Averages.CompensatedRunningMean(values);

    /// <summary>When the greatest or least value came last, in seconds.</summary>
    private static double LastOf(SampleBuffer samples, bool greatest)
    {
        var values = samples.Values;
        int found = 0;
        for (int i = 1; i < values.Length; i++)
        {
            bool better = greatest ? values[i] >= values[found] : values[i] <= values[found];
            found = better || double.IsNaN(values[found]) ? i : found;
        }

        return samples.Times[found] / 1000.0;
    }

    internal static double Changes(ReadOnlySpan<double> values)
    {
        int changes = 0;
        for (int i = 1; i < values.Length; i++)
            changes += values[i].Equals(values[i - 1]) || values[i] == values[i - 1] ? 0 : 1;
        return changes;
    }

    internal static double Resets(ReadOnlySpan<double> values)
    {
        int resets = 0;
        for (int i = 1; i < values.Length; i++)
            resets += values[i] < values[i - 1] ? 1 : 0;
        return resets;
    }
}
