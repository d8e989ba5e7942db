using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Says where a fault does not fit its world. One that would take a share out of [0, 1] the world would cut off, and the size in the file would be untrue.
/// </summary>
internal static class FaultCheck
{
    private const double Rounding = 1e-12;
    private const int MostTimes = 5000;

    /// <summary>Whether every fault is possible in its world.</summary>
    public static bool Holds(World world, IEnumerable<Located<Fault>> faults, DiagnosticList said)
    {
        bool holds = true;
        List<MemoryGrowth> growths = [];
        foreach ((Fault fault, TextPosition position) in faults)
        {
            Message[] problems = [.. Problems(world, fault).Concat(SecondGrowth(fault, growths)).Take(1)];
            foreach (Message problem in problems)
                said.Add(position, problem);
            holds &= problems.Length == 0;
        }

        return holds;
    }

    // A pod has one memory with one limit.
    private static IEnumerable<Message> SecondGrowth(Fault fault, List<MemoryGrowth> before)
    {
        if (fault is not MemoryGrowth growth)
            yield break;
        foreach (Arm arm in new[] { Arm.Baseline, Arm.Canary }.Where(arm => growth.Hits(arm) && before.Any(other => other.Hits(arm))))
            yield return ScenarioMessages.SecondGrowth(arm == Arm.Baseline ? "baseline" : "canary");
        before.Add(growth);
    }

    private static IEnumerable<Message> Problems(World world, Fault fault)
    {
        if (fault is MemoryGrowth growth && growth.LimitBytes <= growth.FirstBytes)
            yield return ScenarioMessages.LimitBelowFirst;
        if (world.Duration / fault.Timing.Every > MostTimes)
            yield return ScenarioMessages.FaultComesTooOften((long)(world.Duration / fault.Timing.Every), MostTimes);
        if (fault is PriorShift { Class: var shifted } && !world.Baseline.Classes.Names.Contains(shifted))
            yield return ScenarioMessages.NoSuchClass(fault.Name, shifted, world.Baseline.Classes.Names);
        foreach (Arm arm in new[] { Arm.Baseline, Arm.Canary }.Where(fault.Hits))
        {
            ModelBehaviour model = arm == Arm.Baseline ? world.Baseline : world.Canary;
            if (fault is RecallDrop { Class: var weak } && !model.Classes.Names.Contains(weak))
            {
                yield return ScenarioMessages.NoSuchClass(fault.Name, weak, model.Classes.Names);
                continue;
            }

            (string what, double before, double after) = fault switch
            {
                ErrorIncrease more => ("the error rate", model.ErrorRate, model.ErrorRate + more.Points),
                AccuracyDrop drop => ("the accuracy", model.Accuracy, model.Accuracy - drop.Points),
                CovariateDrift drift => ("the accuracy", model.Accuracy, model.Accuracy - drift.LossOf(arm)),
                RecallDrop drop when model.Classes.RecallOf(model.Classes.Names.IndexOf(drop.Class)) is var recall =>
                    ($"the recall of {drop.Class}", recall, recall - drop.Points),
                _ => ("", 0, 0),
            };
            if (after is < -Rounding or > 1 + Rounding)
                yield return ScenarioMessages.FaultLeavesRange(fault.Name, what, before, after);
        }
    }
}
