using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>and</c>, <c>or</c>, <c>unless</c>: which elements of the left side have a partner on the right, any number with any number. <c>or</c> adds
/// the right elements whose group is empty on the left.
/// </summary>
internal sealed class SetPlan : VectorPlan
{
    private readonly BinaryOperator op;
    private readonly VectorPlan left;
    private readonly VectorPlan right;
    private readonly int[] leftGroup;
    private readonly int[] rightGroup;
    private readonly bool[] isHeld;
    private readonly SameLabels sameLabels;

    public SetPlan(Expression.Binary node, VectorPlan left, VectorPlan right, PromQLOptions options)
        : base(node.Operator == BinaryOperator.Or ? [.. left.Slots, .. right.Slots] : left.Slots)
    {
        op = node.Operator;
        this.left = left;
        this.right = right;
        var signatures = new Signatures(node.Matching, options);
        leftGroup = signatures.Of(left.Labels);
        rightGroup = signatures.Of(right.Labels);
        isHeld = new bool[signatures.Count];
        sameLabels = new SameLabels(Slots);
    }

    protected override bool TryFill(Execution execution)
    {
        if (!left.TryEvaluate(execution) || !right.TryEvaluate(execution))
            return false;
        bool isOr = op == BinaryOperator.Or;
        Hold(isOr ? left.Present : right.Present, isOr ? leftGroup : rightGroup);
        for (int i = 0; i < leftGroup.Length; i++)
        {
            Present[i] = left.Present[i] && (isOr || isHeld[leftGroup[i]] == (op == BinaryOperator.And));
            Values[i] = left.Values[i];
        }

        for (int i = 0; i < rightGroup.Length && isOr; i++)
        {
            Present[leftGroup.Length + i] = right.Present[i] && !isHeld[rightGroup[i]];
            Values[leftGroup.Length + i] = right.Values[i];
        }

        PutAll(left);
        if (isOr)
            PutAll(right, leftGroup.Length);
        return sameLabels.TryPass(Present, execution);
    }

    private void Hold(bool[] present, int[] groups)
    {
        Array.Clear(isHeld);
        for (int i = 0; i < groups.Length; i++)
            isHeld[groups[i]] |= present[i];
    }
}
