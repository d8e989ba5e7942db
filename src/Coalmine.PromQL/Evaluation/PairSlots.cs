using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// What could come out of an operator between two vectors. One to one, a slot for each element of the left side that has a partner;
/// with a many side, one for each pair that could meet, since the labels taken from the one side depend on the partner.
/// </summary>
internal sealed class PairSlots
{
    /// <summary>Operators with a many side, nested in one another, would multiply without end.</summary>
    private const int Most = 1 << 20;

    private readonly int[] firstSlot;
    private readonly int[] placeInGroup;

    private PairSlots(int[] manyGroup, int[] oneGroup, int groupCount, int[] firstSlot, int[] placeInGroup)
    {
        ManyGroup = manyGroup;
        OneGroup = oneGroup;
        GroupCount = groupCount;
        this.firstSlot = firstSlot;
        this.placeInGroup = placeInGroup;
    }

    /// <summary>The slots.</summary>
    public Slot[] Slots { get; private init; } = [];

    /// <summary>Whether there are more pairs than can be held; then there are no slots.</summary>
    public bool IsTooMany { get; private init; }

    /// <summary>The combination of matched labels of each element of the many side, the left one when there is none.</summary>
    public int[] ManyGroup { get; }

    /// <summary>The same of the other side.</summary>
    public int[] OneGroup { get; }

    /// <summary>How many combinations there are.</summary>
    public int GroupCount { get; }

    public static PairSlots Of(Expression.Binary node, Slot[] left, Slot[] right, PromQLOptions options)
    {
        bool manyOnRight = node.Matching.Cardinality == MatchCardinality.OneToMany;
        var many = manyOnRight ? right : left;
        var one = manyOnRight ? left : right;
        var signatures = new Signatures(node.Matching, options);
        int[] manyGroup = signatures.Of([.. many.Select(slot => slot.Labels)]);
        int[] oneGroup = signatures.Of([.. one.Select(slot => slot.Labels)]);
        bool isOneToOne = node.Matching.Cardinality == MatchCardinality.OneToOne;
        var onesOf = Enumerable.Range(0, one.Length).ToLookup(i => oneGroup[i]);
        int[] place = new int[one.Length];
        foreach (var group in onesOf)
        {
            int next = 0;
            foreach (int i in group)
                place[i] = isOneToOne ? 0 : next++;
        }

        long count = isOneToOne ? many.Length : manyGroup.Sum(group => (long)onesOf[group].Count());
        if (count > Most)
            return new PairSlots(manyGroup, oneGroup, signatures.Count, [], place) { IsTooMany = true };
        var slots = new List<Slot>();
        int[] first = new int[many.Length];
        for (int i = 0; i < many.Length; i++)
        {
            first[i] = slots.Count;
            if (isOneToOne && onesOf.Contains(manyGroup[i]))
                slots.Add(ResultOf(node, many[i], null, options));
            else if (!isOneToOne)
                slots.AddRange(onesOf[manyGroup[i]].Select(partner => ResultOf(node, many[i], one[partner].Labels, options)));
        }

        return new PairSlots(manyGroup, oneGroup, signatures.Count, first, place) { Slots = [.. slots] };
    }

    /// <summary>The slot of a pair.</summary>
    public int SlotOf(int many, int one) => firstSlot[many] + placeInGroup[one];

    /// <summary>
    /// Arithmetic drops the name at once; 2.42 forgets to for atan2.
    /// A comparison with bool drops it as functions do; a filter keeps it (and takes a mark away),
    /// unless on leaves it out.
    /// </summary>
    internal static Slot ResultOf(Expression.Binary node, Slot many, Labels? one, PromQLOptions options)
    {
        var matching = node.Matching;
        bool keepsName = OperatorTable.IsComparison(node.Operator) || OperatorTable.IsTrim(node.Operator)
            || (node.Operator == BinaryOperator.Atan2 && options.Mode == PromQLMode.V2);
        var slot = keepsName ? many with { LosesName = false } : many.Nameless(options);
        if (node.ReturnsBool)
            slot = slot.WithoutName(options);
        var labels = slot.Labels;
        if (matching.Cardinality == MatchCardinality.OneToOne)
            labels = matching.On ? labels.Keep([.. matching.Names]) : labels.Without([.. matching.Names]);
        foreach (string name in matching.Include)
            labels = labels.With(name, one?[name] ?? "");
        return slot with { Labels = labels };
    }
}
