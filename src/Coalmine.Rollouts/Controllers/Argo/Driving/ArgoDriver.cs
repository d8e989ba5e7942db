using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>
/// Lets runs and rollout make their passes until nothing changes, and turns what they ask for into effects. Argo's two controllers work side by side; here the
/// runs that are due go first, then the rollout's passes, then the runs again.
/// </summary>
internal sealed class ArgoDriver(ArgoPlan plan)
{
    // Passes come to rest after a handful; a Rollout whose rules contradict each other may not, and then waits for the next event as Argo would work on.
    private const int MostPasses = 200;

    /// <summary>Room for measurements in the effects of one step, beside those on pods and traffic.</summary>
    private const int MostMeasurements = 8;

    /// <summary>Works until all is at rest, and asks.</summary>
    public void Settle(ArgoMemory memory, Moment now)
    {
        RolloutStatus before = memory.Status;
        (int canary, int old) = (memory.Canary.Spec, memory.Old.Spec);
        int passes = 0;
        while (passes < MostPasses && (Advance(memory, now) | PassUntilAtRest(memory, now, ref passes)))
        {
        }

        Decide(memory, before, now);
        if (memory.Canary.Spec != canary)
            memory.Emit(Effect.Scale(Arm.Canary, memory.Canary.Spec));
        if (memory.Old.Spec != old)
            memory.Emit(Effect.Scale(Arm.Baseline, memory.Old.Spec));
        Route(memory);
        Close(memory, before, now);
        Ask(memory);
        Wake(memory, now);
    }

    private static bool Advance(ArgoMemory memory, Moment now)
    {
        bool any = false;
        for (int i = 0; i < memory.Groups.Length; i++)
            any |= memory.Groups[i].Advance(i, now, memory.Asked);
        return any;
    }

    private bool PassUntilAtRest(ArgoMemory memory, Moment now, ref int passes)
    {
        bool any = false;
        bool changed = true;
        while (changed && passes++ < MostPasses)
        {
            Refresh(memory);
            changed = plan.Machine.Pass(ref memory.Status, new PassInput(now, memory.Canary, memory.Old), memory.Requests);
            foreach (RunRequest request in memory.Requests.Runs)
                CarryOut(request, memory, now);
            if (memory.Requests.CanaryReplicas is { } canary)
                memory.Canary = memory.Canary with { Spec = canary };
            if (memory.Requests.OldReplicas is { } old)
                memory.Old = memory.Old with { Spec = old };
            any |= changed;
        }

        return any;
    }

    private void CarryOut(RunRequest request, ArgoMemory memory, Moment now)
    {
        int index = plan.GroupOf(request);
        RunGroup group = memory.Groups[index];
        memory.ForgetAsked(index);
        if (request.IsCreated)
            group.Start(request.Number, now);
        else
            group.End();
    }

    private static void Refresh(ArgoMemory memory)
    {
        memory.Status.Background = Refreshed(memory.Status.Background, RunKind.Background, memory);
        memory.Status.Step = Refreshed(memory.Status.Step, RunKind.Step, memory);
        memory.Status.Experiment = Refreshed(memory.Status.Experiment, RunKind.Experiment, memory);
    }

    private static RunSlot Refreshed(RunSlot slot, RunKind kind, ArgoMemory memory)
    {
        if (!slot.Exists || slot.Phase >= AnalysisPhase.Successful)
            return slot;
        if (slot.IsCancelled)
            return slot with { Phase = AnalysisPhase.Successful };
        foreach (RunGroup group in memory.Groups)
        {
            if (group.Number == slot.Number && group.Plan.Kind == kind)
                return slot with { Phase = group.Phase };
        }

        return slot;
    }

    private void Decide(ArgoMemory memory, in RolloutStatus before, Moment now)
    {
        RolloutStatus status = memory.Status;
        if (!status.IsAborted)
            memory.RollbackOutcome = RolloutOutcome.Open;
        if (status.IsPromoted && !before.IsPromoted)
            memory.Decision = Promotion(before.PromotesFull ? DecisionReason.OperatorSaid : DecisionReason.StepDone, now);
        else if (status.IsAborted && memory.RollbackOutcome == RolloutOutcome.Open)
            RollBack(memory, before, now);
        else if (status.Pauses.Count > before.Pauses.Count && status.Pauses[status.Pauses.Count - 1].Reason != PauseReason.PauseStep)
            memory.Decision = new Decision(DecisionKind.Pause, DecisionReason.WaitsForOperator, status.StepIndex, now) { Message = Inconclusive(memory) };
        else if (status.StepIndex > before.StepIndex && !status.IsPromoted)
            memory.Decision = Advancing(status.StepIndex - 1, now);
        else if (memory.Verdicts.Length > 0)
            memory.Decision = new Decision(DecisionKind.Hold, DecisionReason.StepNotDone, status.StepIndex, now);
        else
            memory.Decision = new Decision(DecisionKind.None, DecisionReason.Progress, status.StepIndex, now);
    }

    private Decision Promotion(DecisionReason reason, Moment now) => new(DecisionKind.Promote, reason, plan.Machine.Steps.Count - 1, now);

    private Decision Advancing(int step, Moment now) => new(DecisionKind.Advance, DecisionReason.StepDone, step, now) { Message = plan.StepMessages[step] };

    private void RollBack(ArgoMemory memory, in RolloutStatus before, Moment now)
    {
        (RolloutOutcome outcome, DecisionReason reason, int check, string message) = Cause(memory, before);
        memory.RollbackOutcome = outcome;
        memory.Rollback = new Decision(DecisionKind.RollBack, reason, before.StepIndex, now) { Check = check, Message = message };
        memory.Decision = memory.Rollback;
    }

    /// <summary>An operator's abort; else the run that ended badly; else a plugin's failure, or no progress in time.</summary>
    private (RolloutOutcome Outcome, DecisionReason Reason, int Check, string Message) Cause(ArgoMemory memory, in RolloutStatus before)
    {
        if (before.IsAborted)
            return (RolloutOutcome.RolledBackOnOrder, DecisionReason.OperatorSaid, 0, "an operator said so");
        if (Worst(memory) is { } failed)
        {
            (int check, string message) = Blame(failed);
            return failed.Phase == AnalysisPhase.Failed
                ? (RolloutOutcome.RolledBackOnEvidence, DecisionReason.CheckFailed, check, message)
                : (RolloutOutcome.RolledBackForWantOfEvidence, DecisionReason.NoDataTooLong, check, message);
        }

        if (plan.Machine.Steps.At(before.StepIndex) is ArgoStep.Plugin { Fails: true } plugin)
            return (RolloutOutcome.RolledBackOnOrder, DecisionReason.HookRefused, 0, $"the plugin {plugin.Name} failed");
        return (RolloutOutcome.RolledBackForWantOfEvidence, DecisionReason.MaximumReached, 0, "no progress within the deadline");
    }

    private static string Inconclusive(ArgoMemory memory)
    {
        foreach (RunGroup group in memory.Groups)
        {
            if (group.Number > 0 && group.Phase == AnalysisPhase.Inconclusive)
                return Blame(group).Message;
        }

        return "a run was inconclusive";
    }

    private static RunGroup? Worst(ArgoMemory memory)
    {
        RunGroup? worst = null;
        foreach (RunGroup group in memory.Groups)
        {
            if (group.Number > 0 && group.Phase is AnalysisPhase.Failed or AnalysisPhase.Error && (worst is null || group.Phase > worst.Phase))
                worst = group;
        }

        return worst;
    }

    /// <summary>The first metric with the run's phase, and what the run says.</summary>
    private static (int Check, string Message) Blame(RunGroup group)
    {
        for (int i = 0; i < group.Plan.Members.Length; i++)
        {
            AnalysisRun member = group.Member(i);
            if (member.Phase != group.Phase)
                continue;
            for (int metric = 0; metric < group.Plan.Members[i].Queries.Length; metric++)
            {
                if (member.Metric(metric).Phase == group.Phase)
                    return (group.Plan.Members[i].FirstCheck + metric, $"{group.Plan.Members[i].Name}: {member.Message}");
            }

            return (0, $"{group.Plan.Members[i].Name}: {member.Message}");
        }

        return (0, "an experiment failed");
    }

    /// <summary>With a router the weight on record; without one the share of the pods; after promotion everything: the canary is the stable version.</summary>
    private void Route(ArgoMemory memory)
    {
        int pods = memory.Canary.Available + memory.Old.Available;
        TrafficWeight weight = memory.Status.IsPromoted ? TrafficWeight.All
            : plan.Machine.Rules.HasRouting ? new TrafficWeight(memory.Status.Weight ?? 0, plan.Machine.Rules.MaxWeight)
            : pods > 0 ? new TrafficWeight(memory.Canary.Available, pods) : memory.Weight;
        if (weight.CompareTo(memory.Weight) == 0)
            return;
        memory.Weight = weight;
        memory.Emit(Effect.SetWeight(weight));
    }

    /// <summary>A rollback is over when the canary has no traffic left; until then the rollout is open, and its exposure counts.</summary>
    private static void Close(ArgoMemory memory, in RolloutStatus before, Moment now)
    {
        if (memory.Status.IsPromoted && !before.IsPromoted)
        {
            memory.Emit(Effect.Promote());
            memory.Outcome = RolloutOutcome.Promoted;
        }
        else if (memory is { Outcome: RolloutOutcome.Open, Status.IsAborted: true, Weight.Parts: 0 })
        {
            memory.Emit(Effect.Abort());
            memory.Outcome = memory.RollbackOutcome;
            memory.Decision = memory.Rollback with { At = now };
        }
        else if (memory.Decision.Kind == DecisionKind.Pause)
        {
            memory.Emit(Effect.Pause());
        }
    }

    private void Ask(ArgoMemory memory)
    {
        int room = MostMeasurements;
        for (int i = 0; i < memory.Asked.Count && room > 0; i++)
        {
            AskedMetric asked = memory.Asked[i];
            if (asked.Id != 0)
                continue;
            memory.Asked[i] = asked with { Id = ++memory.MeasurementCount };
            memory.Emit(Effect.Measure(memory.MeasurementCount, plan.Groups[asked.Group].Members[asked.Member].Queries[asked.Metric]));
            room--;
        }
    }

    private void Wake(ArgoMemory memory, Moment now)
    {
        Moment next = plan.Machine.NextWake(memory.Status, now);
        foreach (RunGroup group in memory.Groups)
            next = Moment.Earlier(next, group.NextWake(now));
        if (next == memory.WakeAt)
            return;
        memory.Emit(next == Moment.Never ? Effect.Cancel(ArgoIds.Wake) : Effect.Wake(ArgoIds.Wake, next));
        memory.WakeAt = next;
    }
}
