using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Functions that read a trend from the samples of a range (promql/functions.go of Prometheus 2.42 and 3.14).</summary>
internal static class RateFolds
{
    /// <summary>extrapolatedRate by a visit of every sample; for ranges that are not selectors, and for gauges.</summary>
    public static bool TryExtrapolate(SampleBuffer samples, in RangeArguments arguments, bool isCounter, double divisor, out double value)
    {
        value = double.NaN;
        var values = samples.Values;
        if (values.Length < 2)
            return false;
        double increase = values[^1] - values[0];
        for (int i = 1; i < values.Length && isCounter; i++)
            increase += values[i] < values[i - 1] ? values[i - 1] : 0;
        var range = new SampledRange(samples.Times[0], samples.Times[^1], values.Length - 1, arguments.From, arguments.To);
        var extrapolation = new Extrapolation(range, divisor, zeroFirst: arguments.Mode == PromQLMode.V2);
        value = increase * (isCounter ? extrapolation.Factor(values[0], increase) : extrapolation.Unclamped);
        return true;
    }

    /// <summary><c>irate</c> (per second, a fall is a reset) and <c>idelta</c>: the last two samples.</summary>
    public static bool TryLastTwo(SampleBuffer samples, bool perSecond, out double value)
    {
        value = double.NaN;
        if (samples.Count < 2)
            return false;
        double last = samples.Values[^1];
        double before = samples.Values[^2];
        value = perSecond && last < before ? last : last - before;
        if (perSecond)
            value /= (samples.Times[^1] - samples.Times[^2]) / 1000.0;
        return true;
    }

    /// <summary><c>deriv</c>: the slope of the least-squares line, per second.</summary>
    public static bool TrySlope(SampleBuffer samples, in RangeArguments arguments, out double value)
    {
        value = double.NaN;
        if (samples.Count < 2)
            return false;
        (value, _) = Line(samples, samples.Times[0]);
        return true;
    }

    /// <summary><c>predict_linear</c>: the least-squares line so many seconds after the moment of evaluation.</summary>
    public static bool TryPredict(SampleBuffer samples, in RangeArguments arguments, out double value)
    {
        value = double.NaN;
        if (samples.Count < 2)
            return false;
        var (slope, intercept) = Line(samples, arguments.Moment);
        value = (slope * arguments.First) + intercept;
        return true;
    }

    /// <summary><c>holt_winters</c>: double exponential smoothing (Holt 1957) with factors for level and trend.</summary>
    public static bool TrySmooth(SampleBuffer samples, in RangeArguments arguments, out double value)
    {
        value = double.NaN;
        var values = samples.Values;
        if (values.Length < 2)
            return false;
        double level = values[0];
        double before = 0;
        double trend = values[1] - values[0];
        for (int i = 1; i < values.Length; i++)
        {
            if (i > 1)
                trend = (arguments.Second * (level - before)) + ((1 - arguments.Second) * trend);
            double next = (arguments.First * values[i]) + ((1 - arguments.First) * (level + trend));
            (before, level) = (level, next);
        }

        value = level;
        return true;
    }

    /// <summary>Slope per second and height at a moment. A constant has slope exactly 0; an infinite constant no line.</summary>
    private static (double Slope, double Intercept) Line(SampleBuffer samples, long moment)
    {
        var values = samples.Values;
        var times = samples.Times;
        CompensatedSum x = new(0), y = new(0), xy = new(0), xx = new(0);
        bool isConstant = true;
        for (int i = 0; i < values.Length; i++)
        {
            isConstant &= values[i] == values[0] || i == 0;
            double seconds = (times[i] - moment) / 1000.0;
            x.Add(seconds);
            y.Add(values[i]);
            xy.Add(seconds * values[i]);
            xx.Add(seconds * seconds);
        }

        if (isConstant)
            return double.IsInfinity(values[0]) ? (double.NaN, double.NaN) : (0, values[0]);
        double count = values.Length;
        double slope = (xy.Value - (x.Value * y.Value / count)) / (xx.Value - (x.Value * x.Value / count));
        return (slope, (y.Value / count) - (slope * x.Value / count));
    }
}
