namespace Coalmine.Architecture.Tests.Arrows;

/// <summary>
/// The one place that says which room may see which, for the rooms that exist and for those that are planned. A room that is added brings its row; a row that
/// changes is a decision about the design, not about a build error.
/// </summary>
internal static class ArrowTable
{
    private static readonly Dictionary<string, string[]> Rows = new()
    {
        ["Statistics"] = [],
        ["PromQL"] = [],
        ["Rollouts"] = ["Statistics"],
        ["Simulation"] = ["Rollouts", "Statistics", "PromQL"],
        ["Manifests"] = ["Rollouts", "PromQL"],
        ["Learning"] = ["Simulation", "Statistics"],
        ["Workbench"] = ["Simulation", "Learning", "Manifests", "Rollouts", "Statistics", "PromQL"],
        ["Live"] = ["Manifests", "PromQL", "Rollouts", "Statistics"],
        ["Notebooks"] = ["Workbench", "Live", "Learning", "Simulation", "Manifests", "Rollouts", "Statistics", "PromQL"],
        ["Cli"] = ["Notebooks", "Workbench", "Live", "Learning", "Simulation", "Manifests", "Rollouts", "Statistics", "PromQL"],
    };

    /// <summary>All rooms, existing or planned.</summary>
    public static IReadOnlyCollection<string> Rooms => Rows.Keys;

    /// <summary>The rooms that a room sees.</summary>
    public static IReadOnlyList<string> From(string room) => Rows[room];

    /// <summary>The rooms that can be reached from a room by any number of arrows of a table.</summary>
    public static IReadOnlySet<string> Reach(string room, Func<string, IReadOnlyList<string>> from)
    {
        HashSet<string> reached = [];
        Stack<string> open = new(from(room));
        while (open.TryPop(out string? next))
            if (reached.Add(next))
                foreach (string further in from(next))
                    open.Push(further);
        return reached;
    }
}
