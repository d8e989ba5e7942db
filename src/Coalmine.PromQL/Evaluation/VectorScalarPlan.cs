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
    private readonly bool scalarOnLeft;
    private readonly VectorPlan vector;
    private readonly ScalarPlan scalar;
    private readonly SameLabels sameLabels;

    public VectorScalarPlan(Expression.Binary node, VectorPlan vector, ScalarPlan scalar, PromQLOptions options)
        : base(KeepsName(node, options) ? vector.Slots : Slot.WithoutNames(vector.Slots, options))
    {
        op = node.Operator;
        returnsBool = node.ReturnsBool;
        filters = OperatorTable.IsComparison(op) && !returnsBool;
        scalarOnLeft = node.Left.Kind == ValueKind.Scalar;
        this.vector = vector;
        this.scalar = scalar;
        sameLabels = new SameLabels(Slots);
    }

    public override bool TryEvaluate(Execution execution)
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
            double element = vector.Values[i];
            double value = Arithmetic.Apply(op, scalarOnLeft ? number : element, scalarOnLeft ? element : number, out bool keeps);
            Values[i] = returnsBool ? (keeps ? 1 : 0) : filters ? element : value;
            Present[i] = keeps || returnsBool;
        }

        return sameLabels.TryPass(Present, execution);
    }

    /// <summary>A filter keeps it, and 2.42 forgets to drop it for atan2.</summary>
    private static bool KeepsName(Expression.Binary node, PromQLOptions options) =>
        (OperatorTable.IsComparison(node.Operator) && !node.ReturnsBool) || (node.Operator == BinaryOperator.Atan2 && options.Mode == PromQLMode.V2);
}
