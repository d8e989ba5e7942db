using Coalmine.PromQL.Histograms;
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
    private readonly PromQLOptions options;
    private readonly VectorPlan many;
    private readonly VectorPlan one;
    private readonly bool checksBeforeFilter;
    private readonly int[] partners;
    private readonly bool[] matched;
    private readonly SameLabels grouped;
    private readonly bool[] candidates;

    public PairPlan(Expression.Binary node, VectorPlan left, VectorPlan right, PromQLOptions options)
        : this(node, left, right, options, PairSlots.Of(node, left.Slots, right.Slots, options))
    {
    }

    private PairPlan(Expression.Binary node, VectorPlan left, VectorPlan right, PromQLOptions options, PairSlots pairs)
        : base(pairs.Slots)
    {
        this.node = node;
        this.pairs = pairs;
        this.options = options;
        checksBeforeFilter = options.Mode == PromQLMode.V3;
        bool manyOnRight = node.Matching.Cardinality == MatchCardinality.OneToMany;
        many = manyOnRight ? right : left;
        one = manyOnRight ? left : right;
        partners = new int[pairs.GroupCount];
        matched = new bool[pairs.GroupCount];
        candidates = new bool[pairs.Slots.Length];
        grouped = new SameLabels(pairs.Slots);
    }

    protected override bool TryFill(Execution execution)
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
        bool hasHistograms = many.HasHistograms || one.HasHistograms || OperatorTable.IsTrim(node.Operator);
        bool isOneToOne = node.Matching.Cardinality == MatchCardinality.OneToOne;
        for (int i = 0; i < pairs.ManyGroup.Length; i++)
        {
            int group = pairs.ManyGroup[i];
            int partner = partners[group];
            if (!many.Present[i] || partner == None)
                continue;
            FloatHistogram? histogram = null;
            double value = double.NaN;
            bool keeps = hasHistograms ? TryPairHistograms(i, partner, execution, out value, out histogram) : TryPair(i, partner, out value);
            if (hasHistograms && histogram is null && IsHistogram(i, partner))
                continue;
            if (!keeps && !node.ReturnsBool && !checksBeforeFilter)
                continue;
            if (isOneToOne && matched[group])
                return execution.Fail(PromQLMessages.ManyToOne);
            matched[group] = true;
            int slot = pairs.SlotOf(i, partner);
            candidates[slot] = true;
            Present[slot] = keeps || node.ReturnsBool;
            Values[slot] = node.ReturnsBool ? (keeps ? 1 : 0) : value;
            if (histogram is not null && Present[slot] && !node.ReturnsBool)
                Put(slot, histogram);
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

    /// <summary>What cuts histograms has no result for two numbers either.</summary>
    private bool IsHistogram(int manySlot, int oneSlot) =>
        many.HistogramAt(manySlot) is not null || one.HistogramAt(oneSlot) is not null || OperatorTable.IsTrim(node.Operator);

    /// <summary>The same where the vectors have native histograms; null, and false, for a pair of which nothing comes.</summary>
    private bool TryPairHistograms(int manySlot, int oneSlot, Execution execution, out double value, out FloatHistogram? histogram)
    {
        histogram = null;
        if (!IsHistogram(manySlot, oneSlot))
            return TryPair(manySlot, oneSlot, out value);

        bool swaps = node.Matching.Cardinality == MatchCardinality.OneToMany;
        var (left, leftSlot) = swaps ? (one, oneSlot) : (many, manySlot);
        var (right, rightSlot) = swaps ? (many, manySlot) : (one, oneSlot);
        value = 0;
        var operation = new PairOperation(node.Operator, execution, options);
        histogram = operation.Apply(
            left.HistogramAt(leftSlot), left.Values[leftSlot], right.HistogramAt(rightSlot), right.Values[rightSlot], out bool keeps);
        return keeps && histogram is not null;
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
        return PromQLMessages.Duplicate(new Signatures(node.Matching, options).Matched(found).ToString(), side, found.ToString(), before.ToString());
    }
}
