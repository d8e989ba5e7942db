namespace Coalmine.Manifests.Diagnostics;

public static partial class Messages
{
    /// <summary>A step with nothing that Argo knows.</summary>
    public static Message StepEmpty(IReadOnlyCollection<string> allowed) => Error("CM1710",
        $"Argo refuses the Rollout (InvalidSpec): this step has none of the fields that make a step. Write one of {string.Join(", ", allowed)}.");

    /// <summary>A step with several fields that exclude each other.</summary>
    public static Message StepCombines(IReadOnlyCollection<string> written) => Error("CM1711",
        $"Argo refuses the Rollout (InvalidSpec): this step combines {string.Join(" and ", written)}. Make a step of each.");

    /// <summary>A weight that the router cannot be given.</summary>
    public static Message WeightOutOfRange(int read, int most) => Error("CM1712",
        string.Create(Invariant, $"Argo refuses the Rollout (InvalidSpec): {read} is no weight. Write a whole number from 0 to {most}."));

    /// <summary>A pause whose duration cannot be read.</summary>
    public static Message PauseInvalid(string read) => Error("CM1713",
        $"Argo refuses the Rollout (InvalidSpec): {Quoted(read)} is no duration to it. Write seconds, or h, m and s such as `90s`, `5m` or `24h`; there are "
            + "no days.");

    /// <summary>A field that means something only with a router.</summary>
    public static Message NeedsTrafficRouting(string field) => Error("CM1714",
        $"Argo refuses the Rollout (InvalidSpec): `{field}` can only be used with `trafficRouting`. Add `trafficRouting`, or remove it.");

    /// <summary>A route that a step makes and nothing lists.</summary>
    public static Message RouteNotManaged(string name) => Error("CM1715",
        $"Argo refuses the Rollout (InvalidSpec): route {Quoted(name)} is not in `trafficRouting.managedRoutes`. Add `- name: {name}` there.");

    /// <summary>No way for a rolling update to move.</summary>
    public static Message SurgeAndUnavailableZero => Error("CM1716",
        "Argo refuses the Rollout (InvalidSpec): `maxSurge` and `maxUnavailable` are both 0, so that no pod could be replaced. Give one of them 1 or more.");

    /// <summary>A router without the two sides to route to.</summary>
    public static Message ServicesMissing => Error("CM1717",
        "Argo refuses the Rollout (InvalidSpec): traffic routing needs `canaryService` and `stableService`, or a `destinationRule` with `canarySubsetName` and "
        + "`stableSubsetName`. Give them.");

    /// <summary>One service for both arms.</summary>
    public static Message SameService(string name) => Error("CM1718",
        $"Argo refuses the Rollout (InvalidSpec): {Quoted(name)} is both canary and stable service. Name two services.");

    /// <summary>A total weight that the router has not.</summary>
    public static Message TotalWeightNotTaken => Error("CM1719",
        "Argo refuses the Rollout (InvalidSpec): only NGINX and plugins take `maxTrafficWeight`. Remove it, and write weights from 0 to 100.");

    /// <summary>No strategy.</summary>
    public static Message NoStrategy => Error("CM1720",
        "Argo refuses the Rollout (InvalidSpec): no strategy is given. Write `canary:` or `blueGreen:` under `strategy`.");

    /// <summary>Both strategies.</summary>
    public static Message TwoStrategies => Error("CM1721", "Argo refuses the Rollout (InvalidSpec): it has both `canary` and `blueGreen`. Keep one.");

    /// <summary>A template that is nowhere in the set.</summary>
    public static Message TemplateMissing(string name, bool isClusterScoped, IReadOnlyCollection<string> known) => Error("CM1722",
        $"{(isClusterScoped ? "ClusterAnalysisTemplate" : "AnalysisTemplate")} {Quoted(name)} is in none of the files; on a cluster without it Argo refuses "
        + $"the Rollout (InvalidSpec).{DidYouMean(name, known)} Give its file too, or correct the name.");

    /// <summary>Metrics of an analysis step that never end, or of which that cannot be told.</summary>
    /// <param name="said">Argo's own words.</param>
    /// <param name="metrics">The metrics' names.</param>
    /// <param name="place">Where the first stands.</param>
    /// <param name="others">Where else the template is named.</param>
    /// <param name="count">The first one's count as it is written; empty where none is.</param>
    public static Message EndlessInline(
        string said, IReadOnlyList<string> metrics, string place, IReadOnlyCollection<string> others, string count)
    {
        string which = $"{string.Join(", ", metrics)} of {place}";
        string also = others.Count > 0 ? $" (so do those at {string.Join(", ", others)})" : "";
        (string why, string instead) = said.Contains("runs indefinitely", StringComparison.Ordinal)
            ? count.Contains("{{", StringComparison.Ordinal)
                ? ($"the `count` of {which} is {Quoted(count)}, and a step takes the template's own default for it, whatever the Rollout gives: there is none "
                    + $"that is a number from 1{also}", "Give the argument such a default in the template, or write the number")
                : count.Length > 0
                    ? ($"the `count` of {which} is {Quoted(count)}, and a step waits for the end{also}", "Write a number from 1")
                    : ($"{which} {(metrics.Count > 1 ? "have" : "has")} an `interval` and no `count`, and a step waits for the end{also}",
                        "Give each metric a `count`, such as `count: 5`")
            : ($"what {which} names cannot be filled in with the template's own arguments{also}",
                "Declare the argument under `args` of the template, or correct its name");
        return Error("CM1723", $"Argo refuses the Rollout (InvalidSpec, \"{said}\"): {why}. No canary pod is ever made. "
            + $"{instead}, or run the template in the background (`strategy.canary.analysis`).");
    }

    /// <summary>An argument that nobody gives.</summary>
    public static Message ArgumentWithoutValue(string name) => Error("CM1724",
        $"Argo refuses the Rollout (InvalidSpec): argument {Quoted(name)} has neither a value here nor a default in the template. Add it under `args`.");

    /// <summary>Templates that cannot run together.</summary>
    public static Message TemplatesDoNotMerge(string reason) => Error("CM1725",
        $"Argo refuses the Rollout (InvalidSpec): the templates of this analysis do not go together: {reason}. Give each metric its own name, each argument "
        + "one value.");

    /// <summary>A field that every Rollout needs.</summary>
    public static Message RolloutFieldMissing(string field) => Error("CM1727",
        $"Argo refuses the Rollout (InvalidSpec): it has no `spec.{field}`. Give it, or `workloadRef` to take the pods of a Deployment.");

    /// <summary>Pods from two sources.</summary>
    public static Message TemplateAndWorkload => Error("CM1728",
        "Argo refuses the Rollout (InvalidSpec): it has a `template` and a `workloadRef`. Keep one.");

    /// <summary>Pods described elsewhere.</summary>
    public static Message WorkloadElsewhere => Note("CM1729",
        "The pods are those of another object, which is not looked at: only their number and start time are simulated.");

    /// <summary>Blue-green.</summary>
    public static Message BlueGreen => Note("CM1760",
        "Blue-green: all traffic moves at once from one version to the other, with analysis before and after. It is recognised and not simulated.");

    /// <summary>Blue-green where a simulation was asked for.</summary>
    public static Message BlueGreenNotSimulated(string name) => Error("CM1761",
        $"Rollout {name} uses `blueGreen`, which has no weights and is not simulated. Write a `canary` strategy; its first step may be `setWeight: 100`.");

    /// <summary>An analysis without anything to run.</summary>
    public static Message AnalysisWithoutTemplates => Error("CM1762",
        "Argo refuses the Rollout (InvalidSpec): the analysis names no template. Write `templates: [ { templateName: ... } ]`.");

    /// <summary>A scale step without a scale.</summary>
    public static Message ScaleEmpty => Error("CM1763", "This step sets no scale. Write `replicas`, `weight` or `matchTrafficWeight: true`.");

    /// <summary>A delay that dynamic scaling excludes.</summary>
    public static Message DelayWithDynamicScale => Error("CM1764",
        "Argo refuses the Rollout (InvalidSpec): with `dynamicStableScale` the old pods are gone when the new ones are up, so that there is nothing to delay. "
        + "Remove `scaleDownDelaySeconds`.");

    /// <summary>An argument from nowhere.</summary>
    public static Message ArgumentSource(string read) => Error("CM1765",
        $"Read {Quoted(read)} as the source of an argument. Write `value`, or `valueFrom` with `secretKeyRef`, `fieldRef`, or `podTemplateHashValue: "
            + "Latest` or Stable.");
}
