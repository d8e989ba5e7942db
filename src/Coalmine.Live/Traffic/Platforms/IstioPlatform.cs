using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>
/// A hand-made Istio VirtualService (1.30.3). Weights are relative; sums of 100 are written because other tools take them for granted. Istio shows nothing
/// of what its proxies have been told, so that a settle time stands for it.
/// </summary>
internal sealed class IstioPlatform(TrafficTarget target) : TrafficPlatform(target)
{
    private readonly ArmWorkloads _workloads = new(target);

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.VirtualService;

    /// <inheritdoc/>
    public override ImmutableArray<ClusterResource> Related(JsonObject found) => _workloads.Related;

    /// <inheritdoc/>
    public override TrafficReading Read(ClusterView view)
    {
        RouteArms arms = Arms(view.Target);
        if (arms.Problem.Length > 0)
            return new TrafficReading { Problem = arms.Problem };
        List<string> notes = [.. _workloads.Notes(view)];
        notes.Add(TrafficMessages.Settles(Target.Settle, "Istio does not show what its proxies have been told"));
        if (arms.Weight is null)
            notes.Add($"The routes give the canary different shares; the largest, {arms.Largest}, is told.");
        return new TrafficReading
        {
            Weight = arms.Largest,
            Routed = arms.Weight is TrafficWeight weight && view.Since >= Target.Settle ? weight : null,
            IsMirroring = arms.Steered.Any(route => IsMirrored(route)),
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
            TrafficAim.Mirror mirror => Mirror(arms, mirror.On),
            TrafficAim.Abort => string.Concat(arms.Write(TrafficWeight.None), Mirror(arms, on: false)),
            _ => "",
        };
        if (problem.Length > 0)
            return new TrafficEdit.Impossible(problem);
        return aim switch
        {
            TrafficAim.Promote => arms.Largest < TrafficWeight.All ? GiveAll(view, arms, wanted) : _workloads.Promote(view, Read(view).Routed),
            TrafficAim.Scale scale => _workloads.Scale(view, scale, arms.Largest),
            _ => JsonNode.DeepEquals(view.Target, wanted) ? new TrafficEdit.Nothing() : Changed(view, wanted),
        };
    }

    /// <inheritdoc/>
    public override string Flaw(JsonObject found, JsonObject wanted) => Arms(wanted).Flaw(Arms(found), int.MaxValue);

    private TrafficEdit GiveAll(ClusterView view, RouteArms arms, JsonObject wanted)
    {
        string problem = arms.Write(TrafficWeight.All);
        return problem.Length > 0 ? new TrafficEdit.Impossible(problem) : Changed(view, wanted, isLast: false);
    }

    private string Mirror(RouteArms arms, bool on)
    {
        foreach (JsonObject route in arms.Steered)
        {
            if (on && (route.ContainsKey("mirrors") || (route.ContainsKey("mirror") && !IsArm(route.Child("mirror"), Arm.Canary))))
                return "The route mirrors to somebody else already, and Istio takes one `mirror`.";
            if (on)
            {
                route["mirror"] = arms.Find(route, Arm.Canary)!.Child("destination")!.DeepClone();
                // A value that is there already and means the same is left as it was written.
                if (route.Number("mirrorPercentage", "value") != 100)
                    route["mirrorPercentage"] = new JsonObject { ["value"] = 100 };
            }
            else if (IsArm(route.Child("mirror"), Arm.Canary))
            {
                foreach (string member in (string[])["mirror", "mirrorPercentage", "mirrorPercent", "mirror_percent"])
                    route.Remove(member);
            }
        }

        return "";
    }

    // An absent percentage mirrors everything, an explicit 0 nothing.
    private bool IsMirrored(JsonObject route) =>
        IsArm(route.Child("mirror"), Arm.Canary) && route.Number("mirrorPercentage", "value") != 0;

    private RouteArms Arms(JsonObject found) => new(
        Target,
        found.Items("spec", "http"),
        route => route.Items("route"),
        (destination, arm) => IsArm(destination.Child("destination"), arm),
        destination => destination.Number("weight") ?? 0);

    private bool IsArm(JsonObject? destination, Arm arm)
    {
        if (destination is null)
            return false;
        string name = arm == Arm.Baseline ? Target.Baseline : Target.Canary;
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        string host = slash < 0 ? name : name[..slash];
        string subset = slash < 0 ? "" : name[(slash + 1)..];
        return (host.Length == 0 || FullHost(host) == FullHost(destination.Text("host"))) && (subset.Length == 0 || subset == destination.Text("subset"));
    }

    // A name without a dot is of the object's own namespace (istio/api, virtual_service.proto).
    private string FullHost(string host)
    {
        if (!host.Contains('.', StringComparison.Ordinal))
            return $"{host}.{Target.Namespace}.svc.cluster.local";
        return host.EndsWith(".svc", StringComparison.Ordinal) ? host + ".cluster.local" : host;
    }
}
