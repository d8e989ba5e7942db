using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>A recording rule bound to a store.</summary>
internal sealed class BoundRecording : BoundRule
{
    private readonly long offset;
    private readonly RuleSlots slots;
    private readonly OutputSeries output;

    public BoundRecording(RuleGroup group, Rule.Recording rule, SeriesStore store)
        : base(group)
    {
        offset = group.QueryOffsetMilliseconds;
        slots = new RuleSlots(rule.Query.Bind(store), element => Relabel(rule, element));
        output = new OutputSeries(store, slots.Places);
    }

    public override RuleSlots Slots => slots;

    public override void Reset() => output.Reset();

    protected override string TryEvaluate(long timestamp, List<AlertTransition> transitions)
    {
        long moment = timestamp - offset;
        string failure = slots.Evaluate(moment, PromQLMessages.SameRuleLabels);
        if (failure.Length == 0)
            failure = Exceeds(slots.Count);
        if (failure.Length > 0)
            return failure;
        for (int i = 0; i < slots.Places.Length; i++)
        {
            if (slots.IsTaken[i])
                output.Write(i, moment, slots.Values[i]);
        }

        output.Finish(moment);
        return "";
    }

    private static Labels Relabel(Rule.Recording rule, Labels element)
    {
        var labels = element.With(Labels.MetricName, rule.Name);
        foreach (var label in rule.Labels)
            labels = labels.With(label.Name, label.Value);
        return labels;
    }
}
