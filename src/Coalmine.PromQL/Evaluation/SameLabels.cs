using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// Slots that carry equal labels, which happens when names are dropped: two of them present at once are an execution error.
/// Nearly always there are none, and the test costs nothing.
/// </summary>
internal sealed class SameLabels
{
    private readonly int[][] groups;

    public SameLabels(Slot[] slots)
    {
        groups = [.. Enumerable.Range(0, slots.Length).GroupBy(slot => slots[slot].Labels).Select(group => group.ToArray()).Where(group => group.Length > 1)];
    }

    /// <summary>True unless two present slots carry equal labels.</summary>
    public bool TryPass(bool[] present, Execution execution)
    {
        foreach (int[] group in groups)
        {
            int count = 0;
            foreach (int slot in group)
                count += present[slot] ? 1 : 0;
            if (count > 1)
                return execution.Fail(PromQLMessages.SameLabels);
        }

        return true;
    }
}
