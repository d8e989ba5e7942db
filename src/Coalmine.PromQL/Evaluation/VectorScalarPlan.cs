using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An operator between a vector and a number. A comparison keeps the vector's value whichever side it stands on, and its name;
/// with <c>bool</c> and in arithmetic the name is dropped.
/// </summary>
internal sealed class VectorScalarPlan : VectorPlan
{
    private readonly BinaryOperator op;
    private readonly bool returnsBool;
    private readonly bool filters;
    private readonly bool isTrim;
    private readonly bool scalarOnLeft;
    private readonly VectorPlan vector;
    private readonly ScalarPlan scalar;
    private readonly PromQLOptions options;
    private readonly SameLabels sameLabels;

    public VectorScalarPlan(Expression.Binary node, VectorPlan vector, ScalarPlan scalar, PromQLOptions options)
        : base(KeepsName(node, options) ? vector.Slots : Slot.WithoutNames(vector.Slots, options))
    {
        op = node.Operator;
        returnsBool = node.ReturnsBool;
        isTrim = OperatorTable.IsTrim(op);
        filters = OperatorTable.IsComparison(op) && !returnsBool;
        scalarOnLeft = node.Left.Kind == ValueKind.Scalar;
        this.vector = vector;
        this.options = options;
        this.scalar = scalar;
        sameLabels = new SameLabels(Slots);
    }

    protected override bool TryFill(Execution execution)
    {
        if (!vector.TryEvaluate(execution))
            return false;
        if (!scalar.TryEvaluate(execution, out double number))
            return false;
        for (int i = 0; i < Values.Length; i++)
        {
            Present[i] = vector.Present[i];
            if (!Present[i])
                continue;
            var histogram = vector.HistogramAt(i);
            if (histogram is not null || isTrim)
            {
                Present[i] = TryHistogram(i, histogram, number, execution);
                continue;
            }

            double element = vector.Values[i];
            double value = Arithmetic.Apply(op, scalarOnLeft ? number : element, scalarOnLeft ? element : number, out bool keeps);
            Values[i] = returnsBool ? (keeps ? 1 : 0) : filters ? element : value;
            Present[i] = keeps || returnsBool;
        }

        return sameLabels.TryPass(Present, execution);
    }

    /// <summary>A native histogram and a number: no comparison holds, so that only arithmetic has a result.</summary>
    private bool TryHistogram(int slot, FloatHistogram? histogram, double number, Execution execution)
    {
        var operation = new PairOperation(op, execution, options);
        var result = scalarOnLeft ? operation.Apply(null, number, histogram, 0, out _) : operation.Apply(histogram, 0, null, number, out _);
        if (result is not null)
            Put(slot, result);
        return result is not null;
    }

    /// <summary>A filter keeps it, and 2.42 forgets to drop it for atan2.</summary>
    private static bool KeepsName(Expression.Binary node, PromQLOptions options) =>
        OperatorTable.IsTrim(node.Operator) || (OperatorTable.IsComparison(node.Operator) && !node.ReturnsBool)
        || (node.Operator == BinaryOperator.Atan2 && options.Mode == PromQLMode.V2);
}
