using System.Text.Json;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.Argo;

/// <summary>One pass from a given state: section 1 of the reference. Only what is expected is compared, and what is not given is as in a healthy update.</summary>
internal static class StepCases
{
    private static readonly Moment Now = Moment.FromSeconds(100_000.5);

    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = new(StringComparer.Ordinal)
    {
        ["rollout_step"] = one => CaseFields.Differences(one.Expected, Outcome(one.Inputs)),
    };

    private static Dictionary<string, object?> Outcome(JsonElement inputs)
    {
        ArgoRolloutSpec spec = Spec(inputs);
        RolloutMachine machine = new(spec, ArgoRelease.V1_10);
        ReplicaSetCount canary = Canary(inputs, machine);
        ReplicaSetCount old = Old(inputs, machine);
        RolloutStatus status = Status(inputs, spec);
        Dictionary<string, object?> outcome = Questions(inputs, machine, spec);
        if (CaseFields.Text(inputs, "change") is { } change)
        {
            outcome["current_step_index"] = IndexAfter(change, machine.Steps.Count);
            return outcome;
        }

        PassRequests requests = new();
        int older = CaseFields.Whole(inputs, "older_available") ?? 0;
        machine.Pass(ref status, new PassInput(Now, canary, old) { Older = new ReplicaSetCount(older, older, older) }, requests);
        outcome["current_step_index"] = machine.Steps.Count == 0 ? null : status.StepIndex;
        outcome["pause_conditions"] = RolloutNames.Of(status.Pauses);
        outcome["controller_pause"] = status.IsControllerPaused;
        outcome["abort"] = status.IsAborted;
        outcome["aborted"] = status.IsAborted;
        outcome["phase"] = Phase(status, machine, canary);
        outcome["traffic_weight"] = status.Weight;
        outcome["promoted"] = status.IsPromoted;
        outcome["stable"] = requests.OldReplicas ?? old.Spec;
        outcome["canary"] = requests.CanaryReplicas ?? canary.Spec;
        outcome["background_run_created"] = Has(requests, RunKind.Background, isCreated: true);
        outcome["step_run_created"] = Has(requests, RunKind.Step, isCreated: true);
        outcome["background_run_cancelled"] = Has(requests, RunKind.Background, isCreated: false);
        outcome["step_run_cancelled"] = Has(requests, RunKind.Step, isCreated: false);
        return outcome;
    }

    /// <summary>What needs no pass.</summary>
    private static Dictionary<string, object?> Questions(JsonElement inputs, RolloutMachine machine, ArgoRolloutSpec spec)
    {
        int available = CaseFields.Whole(inputs, "available") ?? 0;
        int index = CaseFields.Whole(inputs, "current_step_index") ?? 0;
        bool isAborted = CaseFields.Flag(inputs, "aborted") || CaseFields.Flag(inputs, "abort");
        return new Dictionary<string, object?>
        {
            ["before_starting_step"] = spec.Canary.Background is { } background && machine.Steps.Count > 0 && index < background.StartingStep,
            ["set_weight"] = isAborted ? 0 : machine.Steps.WeightAt(index),
            ["met"] = machine.Rules.IsAt(Asked(inputs, available), CaseFields.Whole(inputs, "desired") ?? 0),
            ["enough"] = machine.Rules.CanCarry(Asked(inputs, available), CaseFields.Whole(inputs, "needed_weight") ?? 0),
        };
    }

    private static ReplicaSetCount Asked(JsonElement inputs, int available)
    {
        int spec = CaseFields.Whole(inputs, "rs_spec") ?? available;
        return new ReplicaSetCount(spec, spec, available);
    }

    private static ArgoRolloutSpec Spec(JsonElement inputs)
    {
        AnalysisSpec analysis = new();
        bool hasBackground = CaseFields.Has(inputs, "background_run_phase", out _) || CaseFields.Has(inputs, "startingStep", out _);
        return new ArgoRolloutSpec
        {
            Replicas = CaseFields.Whole(inputs, "replicas") ?? 1,
            Canary = new ArgoCanaryStrategy
            {
                Steps = StrategyReader.Steps(CaseFields.Items(inputs, "steps"), _ => analysis),
                HasTrafficRouting = CaseFields.Flag(inputs, "traffic_routing"),
                MaxWeight = CaseFields.Whole(inputs, "max_weight") ?? ArgoCanaryStrategy.DefaultMaxWeight,
                MaxSurge = StrategyReader.IntOrPercent(inputs, "max_surge", IntOrPercent.Quarter),
                MaxUnavailable = StrategyReader.IntOrPercent(inputs, "max_unavailable", IntOrPercent.Quarter),
                DynamicStableScale = CaseFields.Flag(inputs, "dynamicStableScale") || CaseFields.Flag(inputs, "dynamic_stable_scale"),
                ReplicaProgressThreshold = StrategyReader.Threshold(inputs),
                Background = hasBackground ? new BackgroundAnalysis(CaseFields.Whole(inputs, "startingStep") ?? 0, analysis) : null,
            },
        };
    }

    private static RolloutStatus Status(JsonElement inputs, ArgoRolloutSpec spec)
    {
        PauseConditions pauses = default;
        if (CaseFields.Whole(inputs, "pause_started_seconds_ago") is { } ago)
            pauses.Add(new PauseCondition(PauseReason.PauseStep, WholeSeconds.Later(WholeSeconds.Of(Now), -ago)));
        foreach (JsonElement name in CaseFields.Items(inputs, "pause_conditions"))
            pauses.Add(new PauseCondition(RolloutNames.Reason(name.GetString() ?? ""), WholeSeconds.Of(Now)));
        bool isPromoted = CaseFields.Flag(inputs, "fully_promoted");
        bool isAborted = CaseFields.Flag(inputs, "aborted") || CaseFields.Flag(inputs, "abort");
        return new RolloutStatus
        {
            StepIndex = CaseFields.Whole(inputs, "current_step_index") ?? (isPromoted ? spec.Canary.Steps.Length : 0),
            IsAborted = isAborted,
            HasAbortStamp = isAborted,
            PromotesFull = CaseFields.Flag(inputs, "promote_full"),
            IsControllerPaused = CaseFields.Has(inputs, "controller_pause", out _) ? CaseFields.Flag(inputs, "controller_pause") : pauses.Count > 0,
            Pauses = pauses,
            IsUserPaused = CaseFields.Flag(inputs, "spec_paused"),
            IsPromoted = isPromoted,
            Weight = CaseFields.Whole(inputs, "recorded_weight") ?? CaseFields.Whole(inputs, "current_weight"),
            Background = Run(inputs, "background_run_phase", 1),
            Step = Run(inputs, "step_run_phase", 2),
            Experiment = Run(inputs, "experiment_phase", 3),
            RunCount = 3,
        };
    }

    private static RunSlot Run(JsonElement inputs, string name, int number) =>
        CaseFields.Text(inputs, name) is { } phase ? new RunSlot { Number = number, Phase = Enum.Parse<AnalysisPhase>(phase) } : default;

    private static ReplicaSetCount Old(JsonElement inputs, RolloutMachine machine)
    {
        if (CaseFields.Flag(inputs, "fully_promoted"))
            return ReplicaSetCount.None;
        return Set(inputs, "stable") ?? new ReplicaSetCount(machine.Rules.Replicas, machine.Rules.Replicas, machine.Rules.Replicas);
    }

    /// <summary>A canary that is not described has the pods of the weight in force.</summary>
    private static ReplicaSetCount Canary(JsonElement inputs, RolloutMachine machine)
    {
        if (Set(inputs, "canary") is { } given)
            return given;
        bool isWhole = CaseFields.Flag(inputs, "fully_promoted");
        int pods = machine.Rules.PodsFor(isWhole ? machine.Rules.MaxWeight : machine.Steps.WeightAt(CaseFields.Whole(inputs, "current_step_index") ?? 0));
        return new ReplicaSetCount(pods, pods, pods);
    }

    private static ReplicaSetCount? Set(JsonElement inputs, string name)
    {
        int? available = CaseFields.Whole(inputs, name + "_available");
        if (CaseFields.Has(inputs, name, out JsonElement set))
        {
            int spec = CaseFields.Whole(set, "spec") ?? available ?? 0;
            return new ReplicaSetCount(spec, CaseFields.Whole(set, "created") ?? spec, CaseFields.Whole(set, "available") ?? available ?? spec);
        }

        int? wanted = CaseFields.Whole(inputs, name + "_spec") ?? available;
        return wanted is { } pods ? new ReplicaSetCount(pods, pods, available ?? pods) : null;
    }

    private static int IndexAfter(string change, int steps)
    {
        bool skips = change.Contains("stable", StringComparison.OrdinalIgnoreCase) || change.Contains("window", StringComparison.OrdinalIgnoreCase);
        return RolloutMachine.StepIndexAfterChange(skips, steps);
    }

    private static string Phase(in RolloutStatus status, RolloutMachine machine, in ReplicaSetCount canary)
    {
        if (status.IsAborted)
            return "Degraded";
        if (status.Pauses.Count > 0 || status.IsUserPaused)
            return "Paused";
        return status.IsPromoted && canary.Available >= machine.Rules.Replicas ? "Healthy" : "Progressing";
    }

    private static bool Has(PassRequests requests, RunKind kind, bool isCreated)
    {
        foreach (RunRequest run in requests.Runs)
        {
            if (run.Kind == kind && run.IsCreated == isCreated)
                return true;
        }

        return false;
    }
}
