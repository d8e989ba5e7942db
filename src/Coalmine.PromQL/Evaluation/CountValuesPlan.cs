using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>count_values</c>: the value becomes a label, then equal labels are counted. Values met for the first time make the answer incomplete: the query is
/// bound again with them. It is the one node that may allocate after the binding.
/// </summary>
internal sealed class CountValuesPlan : VectorPlan
{
    private readonly VectorPlan operand;
    private readonly KnownValues known;
    private readonly Dictionary<(int Slot, long Bits), int> places;
    private readonly string failure;

    private CountValuesPlan(VectorPlan operand, KnownValues known, Dictionary<(int Slot, long Bits), int> places, Slot[] slots, string failure)
        : base(slots)
    {
        this.operand = operand;
        this.known = known;
        this.places = places;
        this.failure = failure;
    }

    public static CountValuesPlan Of(Expression.Aggregate node, VectorPlan operand, KnownValues known, PromQLOptions options)
    {
        string label = node.Parameter?.Bare() is Expression.Literal literal ? literal.Value : "";
        var places = new Dictionary<(int Slot, long Bits), int>();
        if (!LabelRules.IsName(label, options.Mode))
            return new CountValuesPlan(operand, known, places, [], PromQLMessages.InvalidLabel(GoText.Quote(label)));
        var labelled = new List<Slot>();
        var keys = new List<(int Slot, long Bits)>();
        for (int i = 0; i < operand.Slots.Length; i++)
        {
            foreach (double value in known.Of(operand.Slots[i].Labels))
            {
                labelled.Add(new Slot(operand.Slots[i].Labels.With(label, GoText.Number(value)), false));
                keys.Add((i, KnownValues.BitsOf(value)));
            }
        }

        var grouping = node.Grouping.Without ? node.Grouping : new Grouping(false, [.. node.Grouping.Names, label]);
        var groups = new Groups(grouping, [.. labelled]);
        int[] groupOf = groups.OfSlots(labelled.Count);
        for (int i = 0; i < keys.Count; i++)
            places.Add(keys[i], groupOf[i]);
        return new CountValuesPlan(operand, known, places, groups.Slots, "");
    }

    public override bool TryEvaluate(Execution execution)
    {
        if (failure.Length > 0)
            return execution.Fail(failure);
        if (!operand.TryEvaluate(execution))
            return false;
        Array.Clear(Present);
        Array.Clear(Values);
        for (int i = 0; i < operand.Present.Length; i++)
        {
            if (!operand.Present[i])
                continue;
            if (!places.TryGetValue((i, KnownValues.BitsOf(operand.Values[i])), out int place))
            {
                known.TryAdd(operand.Labels[i], operand.Values[i]);
                execution.IsIncomplete = true;
                continue;
            }

            Present[place] = true;
            Values[place]++;
        }

        return true;
    }
}
