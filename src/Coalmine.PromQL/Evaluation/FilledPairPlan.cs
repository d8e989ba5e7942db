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
    private readonly int[] placeOf;

    private FilledPairPlan(Expression.Binary node, PairPlan pairs, (VectorPlan Many, VectorPlan One) sides, Signatures signatures, Slot[] all)
        : base([.. all.Distinct()])
    {
        this.node = node;
        this.pairs = pairs;
        (many, one) = sides;
        manyGroup = signatures.Of(many.Labels);
        oneGroup = signatures.Of(one.Labels);
        hasMany = new bool[signatures.Count];
        hasOne = new bool[signatures.Count];
        // The same labels come from a pair at one moment and from a lone element at another: one place, so that nested operators do not double their slots.
        var places = Slots.Select((slot, index) => (slot, index)).ToDictionary(pair => pair.slot, pair => pair.index);
        placeOf = [.. all.Select(slot => places[slot])];
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
        Array.Clear(Present);
        bool isUnique = true;
        for (int i = 0; i < pairs.Slots.Length; i++)
        {
            if (!pairs.Present[i])
                continue;
            isUnique &= TryPut(placeOf[i], pairs.Values[i]);
            if (pairs.HistogramAt(i) is { } histogram)
                Put(placeOf[i], histogram);
        }

        Mark(hasMany, many, manyGroup);
        Mark(hasOne, one, oneGroup);
        int start = pairs.Slots.Length;
        for (int i = 0; i < manyGroup.Length; i++)
            isUnique &= TryAlone(placeOf[start + i], IsNumber(many, i) && !hasOne[manyGroup[i]], many.Values[i], isOneMissing: true);
        start += manyGroup.Length;
        for (int i = 0; i < oneGroup.Length; i++)
            isUnique &= TryAlone(placeOf[start + i], IsNumber(one, i) && !hasMany[oneGroup[i]], one.Values[i], isOneMissing: false);
        return isUnique || execution.Fail(PromQLMessages.SameLabels);
    }

    private static bool IsNumber(VectorPlan vector, int slot) => vector.Present[slot] && vector.HistogramAt(slot) is null;

    private static void Mark(bool[] groups, VectorPlan vector, int[] groupOf)
    {
        Array.Clear(groups);
        for (int i = 0; i < groupOf.Length; i++)
            groups[groupOf[i]] |= vector.Present[i];
    }

    /// <summary>Puts the result of an element without a partner, if there is one; false where its place is taken.</summary>
    private bool TryAlone(int place, bool isAlone, double value, bool isOneMissing)
    {
        if (!isAlone || (isOneMissing ? node.Matching.FillRight : node.Matching.FillLeft) is not { } number)
            return true;
        bool isLeft = isOneMissing != IsManyOnRight;
        double result = Arithmetic.Apply(node.Operator, isLeft ? value : number, isLeft ? number : value, out bool keeps);
        if (!keeps && !node.ReturnsBool)
            return true;
        return TryPut(place, node.ReturnsBool ? (keeps ? 1 : 0) : result);
    }

    private bool TryPut(int place, double value)
    {
        bool isFree = !Present[place];
        Present[place] = true;
        Values[place] = value;
        return isFree;
    }
}
