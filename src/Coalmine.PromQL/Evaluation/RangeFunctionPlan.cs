using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A function over the samples of each series in a range.</summary>
internal sealed class RangeFunctionPlan : VectorPlan
{
    private readonly RangePlan range;
    private readonly string function;
    private readonly RangeFold fold;
    private readonly ScalarPlan[] numbers;
    private readonly SameLabels sameLabels;
    private readonly NoCounterRemarks remarks;
    private readonly PromQLMode mode;
    private readonly PromQLOptions options;

    public RangeFunctionPlan(string function, RangePlan range, ScalarPlan[] numbers, PromQLOptions options)
        : base(function is "last_over_time" or "first_over_time" ? range.Slots : Slot.WithoutNames(range.Slots, options))
    {
        this.function = function;
        this.range = range;
        this.numbers = numbers;
        this.options = options;
        mode = options.Mode;
        fold = RangeFolds.Of(function);
        sameLabels = new SameLabels(Slots);
        remarks = new NoCounterRemarks(function is "rate" or "increase" ? range.Slots : [], options);
    }

    protected override bool TryFill(Execution execution)
    {
        double first = double.NaN;
        double second = double.NaN;
        if (numbers.Length > 0 && !numbers[0].TryEvaluate(execution, out first))
            return false;
        if (numbers.Length > 1 && !numbers[1].TryEvaluate(execution, out second))
            return false;
        if (!range.TryPrepare(execution))
            return false;
        var arguments = new RangeArguments(range.From, range.To, execution.Timestamp, first, second, mode);
        bool any = false;
        for (int i = 0; i < Values.Length; i++)
        {
            var samples = range.Read(i);
            any |= samples.Count > samples.HistogramCount;
            Present[i] = samples.HistogramCount > 0
                ? TryFoldHistograms(i, samples, arguments, execution)
                : samples.Count > 0 && fold(samples, arguments, out Values[i]);
        }

        if (any && !TryCheck(arguments, execution))
            return false;
        remarks.Make(this, execution);
        return sameLabels.TryPass(Present, execution);
    }

    private bool TryFoldHistograms(int slot, SampleBuffer samples, in RangeArguments arguments, Execution execution)
    {
        var aside = new RangeRemarks(execution, options, Labels[slot].Name);
        bool found = HistogramFolds.TryFold(function, samples, arguments, aside, out Values[slot], out var histogram);
        if (found && histogram is not null)
            Put(slot, histogram);
        return found;
    }

    /// <summary>Prometheus looks at the numbers only when there is a sample to use them on.</summary>
    private bool TryCheck(in RangeArguments arguments, Execution execution)
    {
        bool smooths = function is "holt_winters" or "double_exponential_smoothing";
        if (smooths && !(arguments.First > 0 && arguments.First < 1))
            return execution.Fail(PromQLMessages.BadFactor("smoothing", "sf", arguments.First));
        if (smooths && !(arguments.Second > 0 && arguments.Second < 1))
            return execution.Fail(PromQLMessages.BadFactor("trend", "tf", arguments.Second));
        if (function == "quantile_over_time" && execution.Annotates && mode == PromQLMode.V3 && !(arguments.First >= 0 && arguments.First <= 1))
            execution.Remark(Annotations.BadQuantile(arguments.First));
        return true;
    }
}
