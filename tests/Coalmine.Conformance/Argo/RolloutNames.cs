using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Argo.Passes;

namespace Coalmine.Conformance.Argo;

/// <summary>Argo's own names of what a status holds.</summary>
internal static class RolloutNames
{
    private static readonly (PauseReason Reason, string Name)[] Reasons =
    [
        (PauseReason.PauseStep, "CanaryPauseStep"),
        (PauseReason.InconclusiveAnalysis, "InconclusiveAnalysisRun"),
        (PauseReason.InconclusiveExperiment, "InconclusiveExperiment"),
    ];

    /// <summary>The reasons of pause conditions, in order.</summary>
    public static string[] Of(PauseConditions pauses)
    {
        string[] names = new string[pauses.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = Array.Find(Reasons, pair => pair.Reason == pauses[i].Reason).Name;
        return names;
    }

    /// <summary>The reason of a name.</summary>
    public static PauseReason Reason(string name)
    {
        int index = Array.FindIndex(Reasons, pair => pair.Name == name);
        return index >= 0 ? Reasons[index].Reason : throw new CaseFormatException($"the pause condition '{name}' is unknown");
    }
}
