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
        if (ArgoValues.Text(inputs, "change") is { } change)
        {
            // The pass that notices a change resets everything and does nothing else.
            status = new RolloutStatus { StepIndex = IndexAfter(change, machine.Steps.Count), IsUserPaused = status.IsUserPaused, Weight = status.Weight };
            Show(outcome, status, machine, canary);
            outcome["current_step_index"] = status.StepIndex;
            return outcome;
        }

        PassRequests requests = new();
        if (spec.Canary.Steps.Any(step => step is ArgoStep.Pause { Seconds: < 0 }))
        {
            // Not a valid Rollout: it is marked, and nothing else happens.
            Show(outcome, status, machine, canary);
            outcome["phase"] = "Degraded";
            return outcome;
        }

        int older = CaseFields.Whole(inputs, "older_available") ?? 0;
        machine.Pass(ref status, new PassInput(Now, canary, old) { Older = new ReplicaSetCount(older, older, older) }, requests);
        Show(outcome, status, machine, canary);
        outcome["stable"] = requests.OldReplicas ?? old.Spec;
        outcome["canary"] = requests.CanaryReplicas ?? canary.Spec;
        outcome["background_run_created"] = Has(requests, RunKind.Background, isCreated: true);
        outcome["step_run_created"] = Has(requests, RunKind.Step, isCreated: true);
        outcome["background_run_cancelled"] = Has(requests, RunKind.Background, isCreated: false);
        outcome["step_run_cancelled"] = Has(requests, RunKind.Step, isCreated: false);
        return outcome;
    }

    private static void Show(Dictionary<string, object?> outcome, in RolloutStatus status, RolloutMachine machine, in ReplicaSetCount canary)
    {
        outcome["current_step_index"] = machine.Steps.Count == 0 ? null : status.StepIndex;
        outcome["pause_conditions"] = RolloutNames.Of(status.Pauses);
        outcome["controller_pause"] = status.IsControllerPaused;
        outcome["abort"] = status.IsAborted;
        outcome["aborted"] = status.IsAborted;
        outcome["phase"] = Phase(status, machine, canary);
        outcome["traffic_weight"] = status.Weight;
        outcome["promoted"] = status.IsPromoted;
        outcome["fully_promoted"] = status.IsPromoted;
    }

    /// <summary>What needs no pass.</summary>
    private static Dictionary<string, object?> Questions(JsonElement inputs, RolloutMachine machine, ArgoRolloutSpec spec)
    {
        int available = CaseFields.Whole(inputs, "available") ?? 0;
        int index = CaseFields.Whole(inputs, "current_step_index") ?? 0;
        bool isAborted = ArgoValues.Flag(inputs, "aborted") || ArgoValues.Flag(inputs, "abort");
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
        bool hasBackground = RunPhase(inputs, RunKind.Background) is not null || ArgoValues.Find(inputs, "startingStep") is not null;
        return new ArgoRolloutSpec
        {
            Replicas = CaseFields.Whole(inputs, "replicas") ?? 1,
            Canary = new ArgoCanaryStrategy
            {
                Steps = StrategyReader.Steps(ArgoValues.List(inputs, "steps"), _ => analysis),
                HasTrafficRouting = ArgoValues.Flag(inputs, "traffic_routing"),
                MaxWeight = CaseFields.Whole(inputs, "max_weight") ?? ArgoCanaryStrategy.DefaultMaxWeight,
                MaxSurge = StrategyReader.IntOrPercent(inputs, "max_surge", IntOrPercent.Quarter),
                MaxUnavailable = StrategyReader.IntOrPercent(inputs, "max_unavailable", IntOrPercent.Quarter),
                DynamicStableScale = ArgoValues.Flag(inputs, "dynamicStableScale") || ArgoValues.Flag(inputs, "dynamic_stable_scale"),
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
        foreach (JsonElement name in ArgoValues.List(inputs, "pause_conditions"))
            pauses.Add(new PauseCondition(RolloutNames.Reason(name.GetString() ?? ""), WholeSeconds.Of(Now)));
        bool isPromoted = ArgoValues.Flag(inputs, "fully_promoted");
        bool isAborted = ArgoValues.Flag(inputs, "aborted") || ArgoValues.Flag(inputs, "abort");
        return new RolloutStatus
        {
            StepIndex = CaseFields.Whole(inputs, "current_step_index") ?? (isPromoted ? spec.Canary.Steps.Length : 0),
            IsAborted = isAborted,
            HasAbortStamp = isAborted,
            PromotesFull = ArgoValues.Flag(inputs, "promote_full"),
            IsControllerPaused = ArgoValues.Find(inputs, "controller_pause") is not null ? ArgoValues.Flag(inputs, "controller_pause") : pauses.Count > 0,
            Pauses = pauses,
            IsUserPaused = ArgoValues.Flag(inputs, "spec_paused") || ArgoValues.Flag(inputs, "paused"),
            IsPromoted = isPromoted,
            Weight = ArgoValues.Find(inputs, "traffic") is { } traffic ? CaseFields.Whole(traffic, "canary") : CaseFields.Whole(inputs, "current_weight"),
            Background = Run(inputs, RunKind.Background),
            Step = Run(inputs, RunKind.Step),
            Experiment = Run(inputs, RunKind.Experiment),
            RunCount = 3,
        };
    }

    private static RunSlot Run(JsonElement inputs, RunKind kind) =>
        RunPhase(inputs, kind) is { } phase ? new RunSlot { Number = 1 + (int)kind, Phase = ArgoValues.Phase(phase) } : default;

    /// <summary>The phase of a run: <c>background_run_phase</c>, <c>step_run_phase</c> or the like.</summary>
    private static string? RunPhase(JsonElement inputs, RunKind kind)
    {
        foreach (JsonProperty input in inputs.EnumerateObject())
        {
            if (!input.Name.EndsWith("_phase", StringComparison.Ordinal))
                continue;
            RunKind named = input.Name.Contains("background", StringComparison.Ordinal) ? RunKind.Background
                : input.Name.Contains("experiment", StringComparison.Ordinal) ? RunKind.Experiment : RunKind.Step;
            if (named == kind)
                return ArgoValues.Text(inputs, input.Name);
        }

        return null;
    }

    private static ReplicaSetCount Old(JsonElement inputs, RolloutMachine machine)
    {
        if (ArgoValues.Flag(inputs, "fully_promoted"))
            return ReplicaSetCount.None;
        if (Set(inputs, "stable") is { } given)
            return given;
        int pods = machine.Rules.HasRouting ? machine.Rules.Replicas : Rest(inputs, machine).Stable;
        return new ReplicaSetCount(pods, pods, pods);
    }

    /// <summary>A canary that is not described has the pods of the weight in force.</summary>
    private static ReplicaSetCount Canary(JsonElement inputs, RolloutMachine machine)
    {
        if (Set(inputs, "canary") is { } given)
            return given;
        int pods = ArgoValues.Flag(inputs, "fully_promoted") ? machine.Rules.Replicas
            : machine.Rules.HasRouting ? machine.Rules.PodsFor(WeightInForce(inputs, machine)) : Rest(inputs, machine).Canary;
        return new ReplicaSetCount(pods, pods, pods);
    }

    private static int WeightInForce(JsonElement inputs, RolloutMachine machine) => machine.Steps.WeightAt(CaseFields.Whole(inputs, "current_step_index") ?? 0);

    /// <summary>The counts at which a basic canary comes to rest.</summary>
    private static ArmReplicas Rest(JsonElement inputs, RolloutMachine machine) =>
        BasicTarget.Of(machine.Rules.Replicas, WeightInForce(inputs, machine), machine.Rules.MaxWeight, machine.Rules.Surge);

    private static ReplicaSetCount? Set(JsonElement inputs, string name)
    {
        int? available = CaseFields.Whole(inputs, name + "_available");
        if (ArgoValues.Find(inputs, name) is { } set)
        {
            int spec = CaseFields.Whole(set, "spec") ?? available ?? 0;
            return new ReplicaSetCount(spec, CaseFields.Whole(set, "created") ?? spec, CaseFields.Whole(set, "available") ?? available ?? spec);
        }

        int? wanted = CaseFields.Whole(inputs, name + "_spec") ?? available;
        return wanted is { } pods ? new ReplicaSetCount(pods, pods, available ?? pods) : null;
    }

    private static int IndexAfter(string change, int steps)
    {
        bool isOutside = change.Contains("outside", StringComparison.OrdinalIgnoreCase) || change.Contains("beyond", StringComparison.OrdinalIgnoreCase)
            || change.Contains("not within", StringComparison.OrdinalIgnoreCase);
        bool skips = !isOutside && (change.Contains("stable", StringComparison.OrdinalIgnoreCase) || change.Contains("within", StringComparison.OrdinalIgnoreCase));
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
