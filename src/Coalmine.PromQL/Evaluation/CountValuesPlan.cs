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
    private Dictionary<(int Slot, string Text), int> ofTexts = [];

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
        var keys = new List<(int Place, int Slot, long Bits)>();
        var textKeys = new List<(int Place, int Slot, string Text)>();
        for (int i = 0; i < operand.Slots.Length; i++)
        {
            foreach (string text in known.TextsOf(operand.Slots[i].Labels))
            {
                textKeys.Add((labelled.Count, i, text));
                labelled.Add(new Slot(operand.Slots[i].Labels.With(label, text), false));
            }

            foreach (double value in known.Of(operand.Slots[i].Labels))
            {
                labelled.Add(new Slot(operand.Slots[i].Labels.With(label, GoText.Number(value)), false));
                keys.Add((labelled.Count - 1, i, KnownValues.BitsOf(value)));
            }
        }

        var grouping = node.Grouping.Without ? node.Grouping : new Grouping(false, [.. node.Grouping.Names, label]);
        var groups = new Groups(grouping, [.. labelled], options);
        int[] groupOf = groups.OfSlots(labelled.Count);
        foreach (var (place, slot, bits) in keys)
            places.Add((slot, bits), groupOf[place]);
        var ofTexts = textKeys.ToDictionary(key => (key.Slot, key.Text), key => groupOf[key.Place]);
        return new CountValuesPlan(operand, known, places, groups.Slots, "") { ofTexts = ofTexts };
    }

    protected override bool TryFill(Execution execution)
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
            string? histogram = operand.HistogramAt(i)?.ToString();
            int place = 0;
            bool isKnown = histogram is null
                ? places.TryGetValue((i, KnownValues.BitsOf(operand.Values[i])), out place)
                : ofTexts.TryGetValue((i, histogram), out place);
            if (!isKnown)
            {
                if (histogram is null)
                    known.TryAdd(operand.Labels[i], operand.Values[i]);
                else
                    known.TryAdd(operand.Labels[i], histogram);
                execution.IsIncomplete = true;
                continue;
            }

            Present[place] = true;
            Values[place]++;
        }

        return true;
    }
}
