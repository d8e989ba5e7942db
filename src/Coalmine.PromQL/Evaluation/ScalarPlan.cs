using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A node that yields one number.</summary>
internal abstract class ScalarPlan
{
    public abstract double Evaluate();
}

/// <summary>A number.</summary>
internal sealed class NumberPlan(double value) : ScalarPlan
{
    public override double Evaluate() => value;
}

/// <summary>The opposite of a number.</summary>
internal sealed class ScalarNegatePlan(ScalarPlan operand) : ScalarPlan
{
    public override double Evaluate() => -operand.Evaluate();
}

/// <summary>An operator between two numbers; comparisons yield 0 or 1.</summary>
internal sealed class ScalarBinaryPlan(BinaryOperator op, ScalarPlan left, ScalarPlan right) : ScalarPlan
{
    public override double Evaluate()
    {
        double value = Arithmetic.Apply(op, left.Evaluate(), right.Evaluate(), out bool keeps);
        return OperatorTable.IsComparison(op) ? (keeps ? 1 : 0) : value;
    }
}
