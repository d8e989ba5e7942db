using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Says where a fault would take a share out of [0, 1]: the world would cut it off, and the size in the file would be untrue.</summary>
internal static class FaultCheck
{
    /// <summary>Whether every fault leaves possible shares.</summary>
    public static bool Holds(World world, IEnumerable<Located<Fault>> faults, DiagnosticList said)
    {
        bool holds = true;
        foreach ((Fault fault, TextPosition position) in faults)
        {
            foreach (ModelBehaviour arm in Hit(world, fault.On))
            {
                if (Holds(fault, arm, out Message problem))
                    continue;
                said.Add(position, problem);
                holds = false;
                break;
            }
        }

        return holds;
    }

    private static IEnumerable<ModelBehaviour> Hit(World world, FaultTarget target)
    {
        if (target is FaultTarget.Baseline or FaultTarget.Both)
            yield return world.Baseline;
        if (target is FaultTarget.Canary or FaultTarget.Both)
            yield return world.Canary;
    }

    private static bool Holds(Fault fault, ModelBehaviour arm, out Message problem)
    {
        const double rounding = 1e-12;
        if (fault is MemoryGrowth growth && growth.LimitBytes <= growth.FirstBytes)
        {
            problem = ScenarioMessages.LimitBelowFirst;
            return false;
        }

        (string what, double before, double after) = fault switch
        {
            ErrorIncrease more => ("the error rate", arm.ErrorRate, arm.ErrorRate + more.Points),
            AccuracyDrop drop => ("the accuracy", arm.Accuracy, arm.Accuracy - drop.Points),
            _ => ("", 0, 0),
        };
        problem = ScenarioMessages.FaultLeavesRange(fault.Name, what, before, after);
        return after is >= -rounding and <= 1 + rounding;
    }
}
