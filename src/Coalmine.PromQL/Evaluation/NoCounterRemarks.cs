namespace Coalmine.PromQL.Evaluation;

/// <summary>Remarks on <c>rate</c> and <c>increase</c> of a metric that is not named as a counter; 3.x only.</summary>
internal sealed class NoCounterRemarks(Slot[] named, PromQLOptions options)
{
    private readonly Annotation?[] remarks = options.IsLeftOpen ? [.. named.Select(slot => Annotations.NoCounter(slot.Labels.Name))] : [];

    public void Make(bool[] present, Execution execution)
    {
        if (!execution.Annotates)
            return;
        for (int i = 0; i < remarks.Length; i++)
        {
            if (present[i] && remarks[i] is { } remark)
                execution.Remark(remark);
        }
    }
}
