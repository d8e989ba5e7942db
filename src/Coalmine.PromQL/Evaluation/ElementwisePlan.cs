namespace Coalmine.PromQL.Evaluation;

/// <summary>A function of each element's value and of up to two numbers; drops the metric's name.</summary>
internal sealed class ElementwisePlan : VectorPlan
{
    private readonly VectorPlan operand;
    private readonly ScalarPlan[] numbers;
    private readonly Func<double, double, double, double> function;
    private readonly bool clampsBothSides;
    private readonly bool negates;
    private readonly SameLabels sameLabels;

    public ElementwisePlan(string name, VectorPlan operand, ScalarPlan[] numbers, PromQLOptions options)
        : base(Slot.WithoutNames(operand.Slots, options))
    {
        this.operand = operand;
        this.numbers = numbers;
        function = Elementwise.Of(name);
        negates = name == Elementwise.Negation;
        clampsBothSides = name == "clamp";
        sameLabels = new SameLabels(Slots);
    }

    protected override bool TryFill(Execution execution)
    {
        double first = double.NaN;
        double second = double.NaN;
        if (!operand.TryEvaluate(execution))
            return false;
        if (numbers.Length > 0 && !numbers[0].TryEvaluate(execution, out first))
            return false;
        if (numbers.Length > 1 && !numbers[1].TryEvaluate(execution, out second))
            return false;
        if (negates && operand.HasHistograms)
            return TryNegate(execution);
        operand.LeaveOutHistograms();
        // Limits that cross leave nothing.
        bool empty = clampsBothSides && second < first;
        for (int i = 0; i < Values.Length; i++)
        {
            Present[i] = operand.Present[i] && !empty;
            if (Present[i])
                Values[i] = function(operand.Values[i], first, second);
        }

        return sameLabels.TryPass(Present, execution);
    }

    /// <summary>Unary minus is the one function of this kind that knows native histograms.</summary>
    private bool TryNegate(Execution execution)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            Present[i] = operand.Present[i];
            Values[i] = -operand.Values[i];
            if (Present[i] && operand.HistogramAt(i) is { } histogram)
                Put(i, histogram.Times(-1));
        }

        return sameLabels.TryPass(Present, execution);
    }
}
