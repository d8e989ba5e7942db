using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>rate</c>, <c>increase</c>, <c>delta</c>, <c>irate</c> and <c>idelta</c> of native histograms (promql/functions.go of Prometheus 3.14, histogramRate and
/// instantValue): what numbers do, done to every bucket, with resets of the whole histogram. The result is a gauge.
/// </summary>
internal static class HistogramRates
{
    /// <summary>The extrapolated increase; null where there is none.</summary>
    public static FloatHistogram? Extrapolated(string function, SampleBuffer samples, in RangeArguments arguments, in RangeRemarks remarks)
    {
        if (samples.HistogramCount < samples.Count)
        {
            remarks.Mixed();
            return null;
        }

        bool isCounter = function != "delta";
        if (samples.Count < 2 || Increase(samples.Histograms(), isCounter, remarks) is not { } increase)
            return null;
        double divisor = function == "rate" ? (arguments.To - arguments.From) / 1000.0 : 1;
        var range = new SampledRange(samples.Times[0], samples.Times[^1], samples.Count - 1, arguments.From, arguments.To);
        var extrapolation = new Extrapolation(range, divisor, zeroFirst: arguments.Mode == PromQLMode.V2);
        // The count tells where the counter was 0.
        return increase.Times(isCounter ? extrapolation.Factor(samples.HistogramAt(0)!.Count, increase.Count) : extrapolation.Unclamped);
    }

    /// <summary>The difference of the last two samples, per second for <c>irate</c>.</summary>
    public static bool TryLastTwo(SampleBuffer samples, bool perSecond, in RangeRemarks remarks, out double value, out FloatHistogram? histogram)
    {
        value = double.NaN;
        histogram = null;
        if (samples.Count < 2)
            return false;
        var before = samples.HistogramAt(samples.Count - 2);
        var last = samples.HistogramAt(samples.Count - 1);
        if (before is null && last is null)
            return RateFolds.TryLastTwo(samples, perSecond, out value);
        if (before is null || last is null)
        {
            remarks.Mixed();
            return false;
        }

        bool anyGauge = before.Reset == CounterReset.Gauge || last.Reset == CounterReset.Gauge;
        if (perSecond && anyGauge)
            remarks.NotCounter();
        if (!perSecond && (before.Reset != CounterReset.Gauge || last.Reset != CounterReset.Gauge))
            remarks.NotGauge();
        histogram = last;
        // Other bounds are a reset, behind which a counter starts anew.
        if (!perSecond || !HistogramResets.IsBetween(before, last))
        {
            histogram = HistogramTotal.Of(last, before, subtracts: true, out var total);
            remarks.Make(total, Annotations.Subtraction);
        }

        if (histogram is null)
        {
            remarks.MixedBounds();
            return false;
        }

        histogram = histogram with { Reset = CounterReset.Gauge };
        if (perSecond)
            histogram = histogram.Over((samples.Times[^1] - samples.Times[^2]) / 1000.0);
        return true;
    }

    /// <summary>Last minus first, and what was there before each reset.</summary>
    private static FloatHistogram? Increase(List<FloatHistogram> samples, bool isCounter, in RangeRemarks remarks)
    {
        var first = samples[0];
        var last = samples[^1];
        if (isCounter && samples.Exists(one => one.Reset == CounterReset.Gauge))
            remarks.NotCounter();
        // Where the counter starts anew behind the first sample, the layout of that one does not matter.
        if (isCounter && HistogramResets.IsBetween(first, samples[1]))
            first = new FloatHistogram { Schema = samples[1].Schema, CustomBounds = samples[1].CustomBounds, ZeroThreshold = samples[1].ZeroThreshold };
        bool isMixed = first.HasCustomBounds != last.HasCustomBounds
            || (isCounter && samples.Skip(1).Any(one => one.HasCustomBounds != last.HasCustomBounds));
        if (isMixed)
        {
            remarks.MixedBounds();
            return null;
        }

        int schema = isCounter ? samples.Skip(1).Append(first).Min(one => one.Schema) : Math.Min(first.Schema, last.Schema);
        var increase = HistogramTotal.Of(Layout.Coarsened(last, schema), first, subtracts: true, out var difference)!;
        remarks.Make(difference, Annotations.Subtraction);
        for (int i = 1; i < samples.Count && isCounter; i++)
        {
            var before = i == 1 ? first : samples[i - 1];
            if (!HistogramResets.IsBetween(before, samples[i]))
                continue;
            increase = HistogramTotal.Of(increase, before, subtracts: false, out var sum)!;
            remarks.Make(sum, Annotations.Addition);
        }

        if (!isCounter && (samples[0].Reset != CounterReset.Gauge || last.Reset != CounterReset.Gauge))
            remarks.NotGauge();
        return increase with { Reset = CounterReset.Gauge };
    }
}
