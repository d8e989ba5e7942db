using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An operator where one side or both are native histograms (promql/engine.go of Prometheus 3.14, vectorElemBinop): histograms are added, subtracted and
/// compared for equality; multiplied by a number, and divided by one. Anything else has no result, and a remark.
/// </summary>
internal readonly struct PairOperation(BinaryOperator op, Execution execution, PromQLOptions options)
{
    private readonly bool wanted = execution.Annotates && options.IsLeftOpen;

    /// <summary>The histogram that comes out; null without a result. A comparison yields the left side, and whether it holds.</summary>
    public FloatHistogram? Apply(FloatHistogram? left, double leftNumber, FloatHistogram? right, double rightNumber, out bool keeps)
    {
        keeps = true;
        switch ((left, right))
        {
            case ({ } one, { } other) when op is BinaryOperator.Add or BinaryOperator.Subtract:
                return Combined(one, other);
            case ({ } one, { } other) when op is BinaryOperator.Equal or BinaryOperator.NotEqual:
                keeps = one.Equals(other) == (op == BinaryOperator.Equal);
                return one;
            case ({ } one, null) when op == BinaryOperator.Multiply:
                return one.Times(rightNumber);
            case ({ } one, null) when op == BinaryOperator.Divide:
                return one.Over(rightNumber);
            case ({ } one, null) when OperatorTable.IsTrim(op):
                return HistogramTrim.Of(one, rightNumber, keepsBelow: op == BinaryOperator.TrimUpper);
            case (null, { } other) when op == BinaryOperator.Multiply:
                return other.Times(leftNumber);
            default:
                if (wanted)
                    execution.Remark(Annotations.NoOperation(OperatorTable.SymbolOf(op), left is not null, right is not null));
                return null;
        }
    }

    private FloatHistogram? Combined(FloatHistogram left, FloatHistogram right)
    {
        bool subtracts = op == BinaryOperator.Subtract;
        string operation = subtracts ? Annotations.Subtraction : Annotations.Addition;
        var result = HistogramTotal.Of(left, right, subtracts, out var total);
        if (!wanted)
            return result;
        if (total is null)
            execution.Remark(Annotations.NoLayout(OperatorTable.SymbolOf(op)));
        else if (total.IsReconciled)
            execution.Remark(Annotations.Reconciled(operation));
        if (total is { HasConflict: true })
            execution.Remark(Annotations.ResetConflict(operation));
        return result;
    }
}
