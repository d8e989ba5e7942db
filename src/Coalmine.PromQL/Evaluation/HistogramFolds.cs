using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// The functions over ranges where a range has native histograms among its samples, or nothing else (promql/functions.go of Prometheus 3.14). What knows
/// numbers only passes the histograms over, and says so if there are both.
/// </summary>
internal static class HistogramFolds
{
    private static readonly HashSet<string> OfNumbers =
    [
        "deriv", "predict_linear", "holt_winters", "double_exponential_smoothing", "mad_over_time", "min_over_time", "max_over_time", "quantile_over_time",
        "stddev_over_time", "stdvar_over_time", "ts_of_max_over_time", "ts_of_min_over_time",
    ];

    /// <summary>Makes one value or histogram of the samples, or none.</summary>
    /// <param name="function">Which function.</param>
    /// <param name="samples">Samples with at least one histogram.</param>
    /// <param name="arguments">What the function knows beside them.</param>
    /// <param name="remarks">Where remarks go.</param>
    /// <param name="value">The value.</param>
    /// <param name="histogram">The histogram in its place.</param>
    public static bool TryFold(
        string function, SampleBuffer samples, in RangeArguments arguments, in RangeRemarks remarks, out double value, out FloatHistogram? histogram)
    {
        histogram = null;
        value = double.NaN;
        if (OfNumbers.Contains(function))
        {
            var numbers = samples.Numbers();
            if (numbers.Count > 0)
                remarks.Ignored();
            return numbers.Count > 0 && RangeFolds.Of(function)(numbers, arguments, out value);
        }

        switch (function)
        {
            case "changes":
                value = Changes(samples);
                return true;
            case "resets":
                value = Resets(samples);
                return true;
            case "last_over_time" or "first_over_time":
                int place = function == "last_over_time" ? samples.Count - 1 : 0;
                value = samples.Values[place];
                histogram = samples.HistogramAt(place);
                return true;
            case "sum_over_time" or "avg_over_time":
                histogram = Total(function == "avg_over_time", samples, remarks);
                return histogram is not null;
            case "irate" or "idelta":
                return HistogramRates.TryLastTwo(samples, function == "irate", remarks, out value, out histogram);
            case "rate" or "increase" or "delta":
                histogram = HistogramRates.Extrapolated(function, samples, arguments, remarks);
                return histogram is not null;
            default:
                return RangeFolds.Of(function)(samples, arguments, out value);
        }
    }

    private static FloatHistogram? Total(bool isMean, SampleBuffer samples, in RangeRemarks remarks)
    {
        if (samples.HistogramCount < samples.Count)
        {
            remarks.Mixed();
            return null;
        }

        var total = HistogramTotal.Of(samples.Histograms());
        if (total is null)
        {
            remarks.MixedBounds();
            return null;
        }

        remarks.Make(total, Annotations.Aggregation);
        remarks.Conflict(total, Annotations.Aggregation);
        return isMean ? total.Mean() : total.Sum();
    }

    private static int Changes(SampleBuffer samples)
    {
        int changes = 0;
        for (int i = 1; i < samples.Count; i++)
        {
            var before = samples.HistogramAt(i - 1);
            var now = samples.HistogramAt(i);
            bool isSame = before is null && now is null
                ? samples.Values[i].Equals(samples.Values[i - 1]) || samples.Values[i] == samples.Values[i - 1]
                : before is not null && before.Equals(now);
            changes += isSame ? 0 : 1;
        }

        return changes;
    }

    private static int Resets(SampleBuffer samples)
    {
        int resets = 0;
        for (int i = 1; i < samples.Count; i++)
        {
            bool isReset = (samples.HistogramAt(i - 1), samples.HistogramAt(i)) switch
            {
                (null, null) => samples.Values[i] < samples.Values[i - 1],
                ({ } before, { } now) => HistogramResets.IsBetween(before, now),
                _ => true,
            };
            resets += isReset ? 1 : 0;
        }

        return resets;
    }
}
