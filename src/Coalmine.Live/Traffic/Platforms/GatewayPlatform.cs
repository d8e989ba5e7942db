using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>
/// A hand-made HTTPRoute of the Gateway API (v1.6.1). A weight that is absent is 1, not 0. Every parent says in its conditions which generation it has
/// seen, so that a change can be followed honestly.
/// </summary>
internal sealed class GatewayPlatform(TrafficTarget target) : TrafficPlatform(target)
{
    private const long MostWeight = 1_000_000;
    private readonly ArmWorkloads _workloads = new(target);

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.HttpRoute;

    /// <summary>A backend's weight.</summary>
    public static long WeightOf(JsonObject backend) => backend.Number("weight") ?? 1;

    /// <inheritdoc/>
    public override ImmutableArray<ClusterResource> Related(JsonObject found) => _workloads.Related;

    /// <inheritdoc/>
    public override TrafficReading Read(ClusterView view)
    {
        RouteArms arms = Arms(view.Target);
        if (arms.Problem.Length > 0)
            return new TrafficReading { Problem = arms.Problem };
        List<string> notes = [.. _workloads.Notes(view)];
        if (arms.Weight is null)
            notes.Add($"The rules give the canary different shares; the largest, {arms.Largest}, is told.");
        bool isSeen = IsSeen(view.Target, notes);
        return new TrafficReading
        {
            Weight = arms.Largest,
            Routed = isSeen ? arms.Weight : null,
            IsMirroring = arms.Steered.Any(rule => MirrorIn(rule) is not null),
            Baseline = _workloads.Count(view, Arm.Baseline),
            Canary = _workloads.Count(view, Arm.Canary),
            Notes = [.. notes],
        };
    }

    /// <inheritdoc/>
    public override TrafficEdit Plan(ClusterView view, TrafficAim aim, string rollout)
    {
        JsonObject wanted = view.Copy();
        RouteArms arms = Arms(wanted);
        if (arms.Problem.Length > 0)
            return new TrafficEdit.Impossible(arms.Problem);
        string problem = aim switch
        {
            TrafficAim.Share share => arms.Write(share.Weight),
            TrafficAim.Abort => arms.Write(TrafficWeight.None),
            TrafficAim.Promote when arms.Largest < TrafficWeight.All => arms.Write(TrafficWeight.All),
            _ => "",
        };
        if (problem.Length > 0)
            return new TrafficEdit.Impossible(problem);
        if (aim is TrafficAim.Mirror { On: true })
            MirrorOn(arms);
        if (aim is TrafficAim.Mirror { On: false } or TrafficAim.Abort)
            MirrorOff(arms);
        bool isAlike = JsonNode.DeepEquals(view.Target, wanted);
        return aim switch
        {
            TrafficAim.Promote => isAlike ? _workloads.Promote(view, Read(view).Routed) : Changed(view, wanted, isLast: false),
            TrafficAim.Scale scale => _workloads.Scale(view, scale, arms.Largest),
            _ => isAlike ? new TrafficEdit.Nothing() : Changed(view, wanted),
        };
    }

    /// <inheritdoc/>
    public override string Flaw(JsonObject found, JsonObject wanted) => Arms(wanted).Flaw(Arms(found), MostWeight);

    private void MirrorOn(RouteArms arms)
    {
        foreach (JsonObject rule in arms.Steered.Where(rule => MirrorIn(rule) is null))
        {
            JsonObject backend = (JsonObject)arms.Find(rule, Arm.Canary)!.DeepClone();
            // A mirror takes the reference only; a weight and filters belong to a share.
            backend.Remove("weight");
            backend.Remove("filters");
            if (rule["filters"] is not JsonArray filters)
            {
                filters = [];
                rule["filters"] = filters;
            }

            filters.Add(new JsonObject { ["type"] = "RequestMirror", ["requestMirror"] = new JsonObject { ["backendRef"] = backend } });
        }
    }

    private void MirrorOff(RouteArms arms)
    {
        foreach (JsonObject rule in arms.Steered)
        {
            JsonArray filters = rule.Items("filters");
            while (MirrorIn(rule) is JsonObject mirror)
                filters.Remove(mirror);
            if (rule.ContainsKey("filters") && filters.Count == 0)
                rule.Remove("filters");
        }
    }

    private JsonObject? MirrorIn(JsonObject rule) => rule.Items("filters").OfType<JsonObject>().FirstOrDefault(filter =>
        filter.Text("type") == "RequestMirror" && filter.Child("requestMirror", "backendRef") is JsonObject backend && IsArm(backend, Arm.Canary));

    private RouteArms Arms(JsonObject found) => new(Target, found.Items("spec", "rules"), rule => rule.Items("backendRefs"), IsArm, WeightOf);

    private bool IsArm(JsonObject backend, Arm arm)
    {
        string ns = backend.Text("namespace");
        return backend.Text("name") == (arm == Arm.Baseline ? Target.Baseline : Target.Canary) && (ns.Length == 0 || ns == Target.Namespace);
    }

    private static bool IsSeen(JsonObject found, List<string> notes)
    {
        long generation = found.Number("metadata", "generation") ?? 0;
        JsonObject[] parents = [.. found.Items("status", "parents").OfType<JsonObject>()];
        if (parents.Length < found.Items("spec", "parentRefs").Count || parents.Length == 0)
        {
            notes.Add("No gateway has answered for the route yet.");
            return false;
        }

        bool isSeen = true;
        foreach (JsonObject parent in parents)
        {
            foreach (string type in (string[])["Accepted", "ResolvedRefs"])
            {
                JsonObject? condition = parent.Items("conditions").Named("type", type);
                if (condition.Text("status") == "True" && (condition.Number("observedGeneration") ?? 0) >= generation)
                    continue;
                isSeen = false;
                string words = $"{condition.Text("reason")} {condition.Text("message")}".Trim();
                if (condition.Text("status") == "False")
                    notes.Add($"The gateway {parent.Text("parentRef", "name")} says {type} False: {words}");
            }
        }

        return isSeen;
    }
}
