using System.Text.Json;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Replicas;

namespace Coalmine.Conformance.Argo;

/// <summary>The kinds of cases about replica counts, weights and durations: sections 1.2, 1.4 and 1.5 of the reference.</summary>
internal static class ReplicaCases
{
    /// <summary>Handlers by kind.</summary>
    public static Dictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } = new(StringComparer.Ordinal)
    {
        ["basic_canary_weight_rounding"] = one => Compare(one, Rounding(one.Inputs)),
        ["traffic_routed_weight_to_replicas"] = one => CaseFields.Differences(one.Expected, WeightToReplicas(one.Inputs)),
        ["replica_counts_one_pass"] = one => Compare(one, OnePass(one.Inputs)),
        ["traffic_routed_replica_counts_dynamic_stable"] = one => Compare(one, DynamicStable(one.Inputs)),
        ["dynamic_stable_abort_desired_weight"] = one => CaseFields.Differences(one.Expected, AbortTarget(one.Inputs)),
        ["pause_duration_seconds"] = one => CaseFields.Differences(one.Expected, PauseSeconds(one.Inputs)),
    };

    private static IEnumerable<string> Compare(ArgoCase one, ArmReplicas counts) =>
        CaseFields.Differences(one.Expected, new Dictionary<string, object?> { ["canary"] = counts.Canary, ["stable"] = counts.Stable });

    private static ArmReplicas Rounding(JsonElement inputs) => BasicTarget.Of(
        CaseFields.Needed(inputs, "replicas"),
        CaseFields.Needed(inputs, "weight"),
        CaseFields.Whole(inputs, "max_weight") ?? ArgoCanaryStrategy.DefaultMaxWeight,
        CaseFields.Whole(inputs, "max_surge") ?? 0);

    private static Dictionary<string, object?> WeightToReplicas(JsonElement inputs)
    {
        ReplicaRules rules = Rules(inputs, "replicas", new ArgoCanaryStrategy { HasTrafficRouting = true });
        return new Dictionary<string, object?> { ["replicas"] = rules.PodsFor(CaseFields.Needed(inputs, "weight")) };
    }

    private static ArmReplicas OnePass(JsonElement inputs)
    {
        int maxWeight = CaseFields.Whole(inputs, "max_weight") ?? ArgoCanaryStrategy.DefaultMaxWeight;
        var steps = new List<ArgoStep>();
        if (ArgoValues.Find(inputs, "set_canary_scale") is { } scale)
            steps.Add(new ArgoStep.SetCanaryScale(StrategyReader.Scale(scale)));
        steps.Add(new ArgoStep.SetWeight(CaseFields.Whole(inputs, "set_weight") ?? 0));
        ArgoCanaryStrategy canary = Strategy(inputs) with { Steps = [.. steps] };
        ReplicaRules rules = Rules(inputs, "spec_replicas", canary with { MaxWeight = maxWeight });
        StepTable table = new(canary with { MaxWeight = maxWeight });
        CountedUpdate update = new()
        {
            Canary = Counts(inputs, "canary"),
            Stable = Counts(inputs, "stable"),
            Older = Counts(inputs, "older"),
            StepIndex = steps.Count - 1,
            IsAborted = ArgoValues.Flag(inputs, "aborted"),
            IsPromotedAtOnce = ArgoValues.Flag(inputs, "promote_full") || !Counts(inputs, "stable").Exists,
        };
        return rules.HasRouting ? RoutedReplicas.Of(rules, table, update, RecordedWeight(inputs)) : BasicReplicas.Of(rules, table, update);
    }

    private static ArmReplicas DynamicStable(JsonElement inputs)
    {
        var steps = new List<ArgoStep> { new ArgoStep.SetWeight(CaseFields.Needed(inputs, "helper_first_step_set_weight")) };
        if (CaseFields.Whole(inputs, "extra_step_set_weight") is { } extra)
            steps.Add(new ArgoStep.SetWeight(extra));
        ArgoCanaryStrategy canary = Strategy(inputs) with { HasTrafficRouting = true, DynamicStableScale = true, Steps = [.. steps] };
        CountedUpdate update = new()
        {
            Canary = CaseFields.Whole(inputs, "canary_available") is { } available ? new ReplicaSetCount(available, available, available) : ReplicaSetCount.None,
            Stable = Counts(inputs, "stable"),
            StepIndex = 0,
            IsAborted = ArgoValues.Flag(inputs, "aborted"),
            IsPromotedAtOnce = ArgoValues.Flag(inputs, "promote_full"),
        };
        return RoutedReplicas.Of(Rules(inputs, "spec_replicas", canary), new StepTable(canary), update, RecordedWeight(inputs));
    }

    private static Dictionary<string, object?> AbortTarget(JsonElement inputs)
    {
        IEnumerable<ArgoStep> steps = ArgoValues.List(inputs, "steps_set_weight").Select(weight => new ArgoStep.SetWeight(weight.GetInt32()));
        ArgoCanaryStrategy canary = Strategy(inputs) with { HasTrafficRouting = true, DynamicStableScale = true, Steps = [.. steps] };
        ReplicaRules rules = Rules(inputs, "spec_replicas", canary);
        CountedUpdate update = new()
        {
            Canary = Available(inputs, "canary_available"),
            Stable = Available(inputs, "stable_available"),
            StepIndex = 0,
            IsAborted = ArgoValues.Flag(inputs, "aborted"),
        };
        return new Dictionary<string, object?> { ["desired_canary_weight"] = AbortWeight.Target(rules, new StepTable(canary), update) };
    }

    private static Dictionary<string, object?> PauseSeconds(JsonElement inputs) => new()
    {
        ["seconds"] = ArgoValues.Find(inputs, "duration") is { } duration ? StrategyReader.DurationSeconds(duration) : 0,
    };

    private static ReplicaRules Rules(JsonElement inputs, string replicas, ArgoCanaryStrategy canary) => new(
        new ArgoRolloutSpec
        {
            Replicas = CaseFields.Whole(inputs, replicas) ?? CaseFields.Whole(inputs, "replicas") ?? 1,
            Canary = canary with { MaxWeight = CaseFields.Whole(inputs, "max_weight") ?? canary.MaxWeight },
        },
        ArgoRelease.V1_10);

    private static ArgoCanaryStrategy Strategy(JsonElement inputs) => new()
    {
        HasTrafficRouting = ArgoValues.Flag(inputs, "traffic_routing"),
        MaxSurge = StrategyReader.IntOrPercent(inputs, "max_surge", IntOrPercent.Quarter),
        MaxUnavailable = StrategyReader.IntOrPercent(inputs, "max_unavailable", IntOrPercent.Quarter),
        DynamicStableScale = ArgoValues.Flag(inputs, "dynamic_stable_scale"),
        AbortScaleDownDelaySeconds = CaseFields.Whole(inputs, "abort_scale_down_delay_seconds"),
        MinPodsPerReplicaSet = CaseFields.Whole(inputs, "min_pods_per_replica_set"),
        ReplicaProgressThreshold = StrategyReader.Threshold(inputs),
    };

    private static ReplicaSetCount Counts(JsonElement inputs, string name)
    {
        if (ArgoValues.Find(inputs, name) is not { } set)
            return ReplicaSetCount.None;
        if (set.ValueKind == JsonValueKind.Number)
            return Available(inputs, name);
        int spec = CaseFields.Needed(set, "spec");
        int available = CaseFields.Whole(set, "available") ?? spec;
        return new ReplicaSetCount(spec, CaseFields.Whole(set, "created") ?? Math.Max(spec, available), available);
    }

    private static ReplicaSetCount Available(JsonElement inputs, string name) =>
        CaseFields.Whole(inputs, name) is { } available ? new ReplicaSetCount(available, available, available) : ReplicaSetCount.None;

    private static int? RecordedWeight(JsonElement inputs) =>
        ArgoValues.Find(inputs, "traffic") is { } traffic ? CaseFields.Needed(traffic, "canary") : null;
}
