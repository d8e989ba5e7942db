namespace Coalmine.Conformance.Argo;

/// <summary>Whole updates held against recorded timelines.</summary>
internal static class RolloutCases
{
    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = new(StringComparer.Ordinal)
    {
        ["rollouts"] = Differences,
    };

    private static List<string> Differences(ArgoCase one)
    {
        Timeline expected = Timeline.Read(ArgoValues.List(one.Expected, "timeline"));
        UpdateSimulation simulation = new(UpdateCase.Read(one.Element));
        simulation.Run();
        var differences = new List<string>();
        foreach ((string name, bool got) in new[] { ("promoted", simulation.IsPromoted), ("aborted", simulation.IsAborted) })
        {
            bool wanted = ArgoValues.Flag(one.Expected, name);
            if (wanted != got)
                differences.Add($"{name}: expected {wanted}, got {got}");
        }

        differences.AddRange(expected.Differences(simulation.Timeline));
        return differences;
    }
}
