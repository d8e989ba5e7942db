using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An operator between two vectors: elements pair when the matched labels are equal, and one without a partner is dropped silently
/// (promql/engine.go of Prometheus 2.42 and 3.14, VectorBinop). Which slots could pair is fixed by their labels; two present
/// partners where one is asked for are an execution error.
/// </summary>
internal sealed class PairPlan : VectorPlan
{
    private const int None = -1;

    private readonly Expression.Binary node;
    private readonly PairSlots pairs;
    private readonly VectorPlan many;
    private readonly VectorPlan one;
    private readonly bool checksBeforeFilter;
    private readonly int[] partners;
    private readonly bool[] matched;
    private readonly SameLabels grouped;
    private readonly bool[] candidates;

    public PairPlan(Expression.Binary node, VectorPlan left, VectorPlan right, PromQLOptions options)
        : this(node, left, right, PairSlots.Of(node, left.Slots, right.Slots, options))
    {
        checksBeforeFilter = options.Mode == PromQLMode.V3;
    }

    private PairPlan(Expression.Binary node, VectorPlan left, VectorPlan right, PairSlots pairs)
        : base(pairs.Slots)
    {
        this.node = node;
        this.pairs = pairs;
        bool manyOnRight = node.Matching.Cardinality == MatchCardinality.OneToMany;
        many = manyOnRight ? right : left;
        one = manyOnRight ? left : right;
        partners = new int[pairs.GroupCount];
        matched = new bool[pairs.GroupCount];
        candidates = new bool[pairs.Slots.Length];
        grouped = new SameLabels(pairs.Slots);
    }

    public override bool TryEvaluate(Execution execution)
    {
        if (pairs.IsTooMany)
            return execution.Fail(PromQLMessages.TooManyPairs);
        if (!many.TryEvaluate(execution) || !one.TryEvaluate(execution))
            return false;
        Array.Clear(Present);
        Array.Clear(candidates);
        // Prometheus looks for duplicates only when both sides have elements.
        if (!many.Present.AsSpan().Contains(true) || !one.Present.AsSpan().Contains(true))
            return true;
        if (!TryIndexOnes(execution))
            return false;
        Array.Clear(matched);
        bool isOneToOne = node.Matching.Cardinality == MatchCardinality.OneToOne;
        for (int i = 0; i < pairs.ManyGroup.Length; i++)
        {
            int group = pairs.ManyGroup[i];
            int partner = partners[group];
            if (!many.Present[i] || partner == None)
                continue;
            bool keeps = TryPair(i, partner, out double value);
            if (!keeps && !node.ReturnsBool && !checksBeforeFilter)
                continue;
            if (isOneToOne && matched[group])
                return execution.Fail(PromQLMessages.ManyToOne);
            matched[group] = true;
            int slot = pairs.SlotOf(i, partner);
            candidates[slot] = true;
            Present[slot] = keeps || node.ReturnsBool;
            Values[slot] = node.ReturnsBool ? (keeps ? 1 : 0) : value;
        }

        if (isOneToOne)
            return grouped.TryPass(Present, execution);
        return grouped.TryPass(candidates, execution) || execution.Fail(PromQLMessages.GroupMatches);
    }

    private bool TryPair(int manySlot, int oneSlot, out double value)
    {
        double first = many.Values[manySlot];
        double second = one.Values[oneSlot];
        if (node.Matching.Cardinality == MatchCardinality.OneToMany)
            (first, second) = (second, first);
        value = Arithmetic.Apply(node.Operator, first, second, out bool keeps);
        return keeps;
    }

    private bool TryIndexOnes(Execution execution)
    {
        Array.Fill(partners, None);
        for (int i = 0; i < pairs.OneGroup.Length; i++)
        {
            if (!one.Present[i])
                continue;
            ref int partner = ref partners[pairs.OneGroup[i]];
            if (partner != None)
                return execution.Fail(Duplicate(one.Labels[i], one.Labels[partner]));
            partner = i;
        }

        return true;
    }

    private string Duplicate(Labels found, Labels before)
    {
        string side = node.Matching.Cardinality == MatchCardinality.OneToMany ? "left" : "right";
        return PromQLMessages.Duplicate(new Signatures(node.Matching).Matched(found).ToString(), side, found.ToString(), before.ToString());
    }
}
