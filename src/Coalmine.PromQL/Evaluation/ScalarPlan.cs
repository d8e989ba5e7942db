using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A node that yields one number.</summary>
internal abstract class ScalarPlan
{
    /// <summary>Computes the number; false after an execution error.</summary>
    public abstract bool TryEvaluate(Execution execution, out double value);
}

/// <summary>A number.</summary>
internal sealed class NumberPlan(double number) : ScalarPlan
{
    public override bool TryEvaluate(Execution execution, out double value)
    {
        value = number;
        return true;
    }
}

/// <summary><c>time()</c>: the moment of evaluation in seconds.</summary>
internal sealed class TimePlan : ScalarPlan
{
    public override bool TryEvaluate(Execution execution, out double value)
    {
        value = execution.Timestamp / 1000.0;
        return true;
    }
}

/// <summary>The opposite of a number.</summary>
internal sealed class ScalarNegatePlan(ScalarPlan operand) : ScalarPlan
{
    public override bool TryEvaluate(Execution execution, out double value)
    {
        bool done = operand.TryEvaluate(execution, out value);
        value = -value;
        return done;
    }
}

/// <summary>An operator between two numbers; comparisons yield 0 or 1.</summary>
internal sealed class ScalarBinaryPlan(BinaryOperator op, ScalarPlan left, ScalarPlan right) : ScalarPlan
{
    public override bool TryEvaluate(Execution execution, out double value)
    {
        bool done = left.TryEvaluate(execution, out double first);
        done &= right.TryEvaluate(execution, out double second);
        value = Arithmetic.Apply(op, first, second, out bool keeps);
        if (OperatorTable.IsComparison(op))
            value = keeps ? 1 : 0;
        return done;
    }
}

/// <summary><c>scalar(v)</c>: the only element, or NaN when there is not exactly one.</summary>
internal sealed class OnlyElementPlan(VectorPlan operand) : ScalarPlan
{
    public override bool TryEvaluate(Execution execution, out double value)
    {
        value = double.NaN;
        if (!operand.TryEvaluate(execution))
            return false;
        operand.LeaveOutHistograms();
        int count = 0;
        for (int i = 0; i < operand.Present.Length; i++)
        {
            if (operand.Present[i])
                value = ++count == 1 ? operand.Values[i] : double.NaN;
        }

        return true;
    }
}

/// <summary><c>start()</c> and <c>end()</c>: the first and the last moment of the query in seconds.</summary>
internal sealed class BoundaryPlan(bool ofEnd) : ScalarPlan
{
    public override bool TryEvaluate(Execution execution, out double value)
    {
        value = (ofEnd ? execution.End : execution.Start) / 1000.0;
        return true;
    }
}

/// <summary><c>min_of</c> and <c>max_of</c>: the lesser or greater of two numbers; NaN if one is.</summary>
internal sealed class ExtremePlan(ScalarPlan one, ScalarPlan other, bool greatest) : ScalarPlan
{
    public override bool TryEvaluate(Execution execution, out double value)
    {
        bool done = one.TryEvaluate(execution, out double first);
        done &= other.TryEvaluate(execution, out double second);
        value = greatest ? Math.Max(first, second) : Math.Min(first, second);
        return done;
    }
}
