namespace Coalmine.PromQL.Evaluation;

/// <summary>Remarks on <c>rate</c> and <c>increase</c> of a metric that is not named as a counter; 3.x only.</summary>
internal sealed class NoCounterRemarks(Slot[] named, PromQLOptions options)
{
    private readonly Annotation?[] remarks =
        options.IsLeftOpen ? [.. named.Select(slot => Annotations.NoCounter(slot.Labels.Name, TypeOf(slot, options)))] : [];

    private static string TypeOf(Slot slot, PromQLOptions options) => options.HasTypesAndUnits ? slot.Labels["__type__"] : "";

    /// <summary>Makes them for what came out as a number.</summary>
    public void Make(VectorPlan plan, Execution execution)
    {
        if (!execution.Annotates)
            return;
        for (int i = 0; i < remarks.Length; i++)
        {
            if (plan.Present[i] && plan.HistogramAt(i) is null && remarks[i] is { } remark)
                execution.Remark(remark);
        }
    }
}
