using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// An operator between two vectors with <c>fill</c>, <c>fill_left</c> or <c>fill_right</c>: behind the pairs come the elements without a partner, each with the
/// number in the partner's place (promql/engine.go of Prometheus 3.14, VectorBinop). What stands for a missing many side has the matched labels only. With
/// <c>group_right</c> the two numbers change sides, as there.
/// </summary>
internal sealed class FilledPairPlan : VectorPlan
{
    private readonly Expression.Binary node;
    private readonly PairPlan pairs;
    private readonly VectorPlan many;
    private readonly VectorPlan one;
    private readonly int[] manyGroup;
    private readonly int[] oneGroup;
    private readonly bool[] hasMany;
    private readonly bool[] hasOne;
    private readonly SameLabels sameLabels;

    private FilledPairPlan(Expression.Binary node, PairPlan pairs, (VectorPlan Many, VectorPlan One) sides, Signatures signatures, Slot[] slots)
        : base(slots)
    {
        this.node = node;
        this.pairs = pairs;
        (many, one) = sides;
        manyGroup = signatures.Of(many.Labels);
        oneGroup = signatures.Of(one.Labels);
        hasMany = new bool[signatures.Count];
        hasOne = new bool[signatures.Count];
        sameLabels = new SameLabels(slots);
    }

    private bool IsManyOnRight => node.Matching.Cardinality == MatchCardinality.OneToMany;

    public static FilledPairPlan Of(Expression.Binary node, VectorPlan left, VectorPlan right, PairPlan pairs, PromQLOptions options)
    {
        bool swaps = node.Matching.Cardinality == MatchCardinality.OneToMany;
        var (many, one) = swaps ? (right, left) : (left, right);
        var signatures = new Signatures(node.Matching, options);
        IEnumerable<Slot> ofMany = many.Slots.Select(slot => PairSlots.ResultOf(node, slot, null, options));
        IEnumerable<Slot> ofOne = one.Slots.Select(slot => new Slot(signatures.Matched(slot.Labels), false));
        return new FilledPairPlan(node, pairs, (many, one), signatures, [.. pairs.Slots, .. ofMany, .. ofOne]);
    }

    protected override bool TryFill(Execution execution)
    {
        // It evaluates both sides.
        if (!pairs.TryEvaluate(execution))
            return false;
        pairs.Present.CopyTo(Present, 0);
        pairs.Values.CopyTo(Values, 0);
        PutAll(pairs);
        Mark(hasMany, many, manyGroup);
        Mark(hasOne, one, oneGroup);
        int start = pairs.Slots.Length;
        for (int i = 0; i < manyGroup.Length; i++)
            Fill(start + i, IsNumber(many, i) && !hasOne[manyGroup[i]], many.Values[i], node.Matching.FillRight, isOneMissing: true);
        start += manyGroup.Length;
        for (int i = 0; i < oneGroup.Length; i++)
            Fill(start + i, IsNumber(one, i) && !hasMany[oneGroup[i]], one.Values[i], node.Matching.FillLeft, isOneMissing: false);
        return sameLabels.TryPass(Present, execution);
    }

    private static bool IsNumber(VectorPlan vector, int slot) => vector.Present[slot] && vector.HistogramAt(slot) is null;

    private static void Mark(bool[] groups, VectorPlan vector, int[] groupOf)
    {
        Array.Clear(groups);
        for (int i = 0; i < groupOf.Length; i++)
            groups[groupOf[i]] |= vector.Present[i];
    }

    private void Fill(int slot, bool isAlone, double value, double? missing, bool isOneMissing)
    {
        Present[slot] = false;
        if (!isAlone || missing is not { } number)
            return;
        bool isLeft = isOneMissing != IsManyOnRight;
        double result = Arithmetic.Apply(node.Operator, isLeft ? value : number, isLeft ? number : value, out bool keeps);
        Present[slot] = keeps || node.ReturnsBool;
        Values[slot] = node.ReturnsBool ? (keeps ? 1 : 0) : result;
    }
}
