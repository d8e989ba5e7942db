using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An operator between two vectors, one to one: elements pair when the matched labels are equal, and one without a partner is dropped silently
/// (promql/engine.go of Prometheus 2.42, VectorBinop). Which slots could pair is fixed by their labels; two present
/// partners on one side are an execution error.
/// </summary>
internal sealed class PairPlan : VectorPlan
{
    private const int None = -1;

    private readonly BinaryOperator op;
    private readonly bool returnsBool;
    private readonly VectorPlan left;
    private readonly VectorPlan right;
    private readonly int[] leftGroup;
    private readonly int[] rightGroup;
    private readonly int[] rightOf;
    private readonly bool[] matched;

    public PairPlan(Expression.Binary node, VectorPlan left, VectorPlan right)
        : base([.. left.Labels.Select(labels => ResultLabels(node, labels))])
    {
        op = node.Operator;
        returnsBool = node.ReturnsBool;
        this.left = left;
        this.right = right;
        var groups = new Dictionary<Labels, int>();
        rightGroup = new int[right.Labels.Length];
        for (int i = 0; i < rightGroup.Length; i++)
        {
            var signature = Matched(node.Matching, right.Labels[i]);
            if (!groups.TryGetValue(signature, out rightGroup[i]))
                groups.Add(signature, rightGroup[i] = groups.Count);
        }

        leftGroup = [.. left.Labels.Select(labels => groups.TryGetValue(Matched(node.Matching, labels), out int group) ? group : None)];
        rightOf = new int[groups.Count];
        matched = new bool[groups.Count];
    }

    public override bool TryEvaluate(Execution execution)
    {
        if (!left.TryEvaluate(execution) || !right.TryEvaluate(execution))
            return false;
        Array.Clear(Present);
        // Prometheus looks for duplicates only when both sides have elements.
        if (!left.Present.Contains(true) || !right.Present.Contains(true))
            return true;
        if (!TryIndexRight(execution))
            return false;
        Array.Clear(matched);
        for (int i = 0; i < leftGroup.Length; i++)
        {
            int group = leftGroup[i];
            if (!left.Present[i] || group == None || rightOf[group] == None)
                continue;
            double value = Arithmetic.Apply(op, left.Values[i], right.Values[rightOf[group]], out bool keeps);
            if (!keeps && !returnsBool)
                continue;
            if (matched[group])
                return execution.Fail(PromQLMessages.ManyToOne);
            matched[group] = true;
            Present[i] = true;
            Values[i] = returnsBool ? (keeps ? 1 : 0) : value;
        }

        return true;
    }

    private bool TryIndexRight(Execution execution)
    {
        Array.Fill(rightOf, None);
        for (int i = 0; i < rightGroup.Length; i++)
        {
            if (!right.Present[i])
                continue;
            ref int partner = ref rightOf[rightGroup[i]];
            if (partner != None)
                return execution.Fail(PromQLMessages.DuplicateOnRight(right.Labels[partner].ToString(), right.Labels[i].ToString()));
            partner = i;
        }

        return true;
    }

    private static Labels Matched(VectorMatching matching, Labels labels) =>
        matching.On ? labels.Keep([.. matching.Names]) : labels.Without([.. matching.Names, Series.Labels.MetricName]);

    private static Labels ResultLabels(Expression.Binary node, Labels labels)
    {
        bool keepsName = OperatorTable.IsComparison(node.Operator) && !node.ReturnsBool;
        var named = keepsName ? labels : labels.Without(Series.Labels.MetricName);
        return node.Matching.On ? named.Keep([.. node.Matching.Names]) : named.Without([.. node.Matching.Names]);
    }
}
