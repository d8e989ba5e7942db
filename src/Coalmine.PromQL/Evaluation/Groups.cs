using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Which slots of a vector belong to which group of an aggregation: fixed by their labels.</summary>
internal sealed class Groups
{
    public Groups(Grouping grouping, Slot[] slots, PromQLOptions options)
    {
        var members = new Dictionary<Labels, List<int>>();
        var found = new List<Slot>();
        for (int i = 0; i < slots.Length; i++)
        {
            var labels = LabelsOf(grouping, slots[i].Labels, options);
            if (!members.TryGetValue(labels, out var list))
            {
                members.Add(labels, list = []);
                found.Add(slots[i] with { Labels = labels });
            }

            list.Add(i);
        }

        Members = [.. found.Select(group => members[group.Labels].ToArray())];
        // One member whose name is to go is enough.
        Slots = [.. found.Select((group, i) => group with { LosesName = Array.Exists(Members[i], member => slots[member].LosesName) })];
    }

    /// <summary>The groups, in the order of their first members.</summary>
    public Slot[] Slots { get; }

    /// <summary>The slots of each group.</summary>
    public int[][] Members { get; }

    /// <summary>The group of each slot.</summary>
    public int[] OfSlots(int slots)
    {
        int[] groups = new int[slots];
        for (int group = 0; group < Members.Length; group++)
        {
            foreach (int member in Members[group])
                groups[member] = group;
        }

        return groups;
    }

    private static Labels LabelsOf(Grouping grouping, Labels labels, PromQLOptions options) =>
        grouping.Without ? labels.Without([.. grouping.Names, .. options.IdentityLabels]) : labels.Keep([.. grouping.Names]);
}
