using System.Collections.Immutable;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Traffic;

/// <summary>The rights that steering needs, and no more: the same list is asked for by `live doctor` and granted by the roles that are shipped.</summary>
public static class TrafficNeeds
{
    /// <summary>The rights for one target.</summary>
    /// <param name="target">What is steered.</param>
    /// <param name="writes">Whether it is steered, and not only looked at.</param>
    public static ImmutableArray<AccessNeed> Of(TrafficTarget target, bool writes)
    {
        ArgumentNullException.ThrowIfNull(target);
        string ns = target.Namespace;
        List<AccessNeed> needs = [new(TrafficPlatform.Of(target).Kind, "get", ns, "to see the weights")];
        if (writes)
        {
            needs.Add(new AccessNeed(needs[0].Kind, "patch", ns, "to shift the weights"));
            needs.Add(new AccessNeed(ResourceKinds.Lease, "get", ns, "so that only one driver writes"));
            needs.Add(new AccessNeed(ResourceKinds.Lease, "create", ns, "so that only one driver writes"));
            needs.Add(new AccessNeed(ResourceKinds.Lease, "update", ns, "so that only one driver writes"));
            needs.Add(new AccessNeed(ResourceKinds.Event, "create", ns, "to tell those who look at the object") { IsRequired = false });
            needs.Add(new AccessNeed(ResourceKinds.Event, "patch", ns, "to count events that repeat") { IsRequired = false });
        }

        needs.AddRange(Seen(target, ns));
        if (writes && target.BaselineWorkload.Length > 0)
            needs.Add(new AccessNeed(ResourceKinds.Deployment, "patch", ns, "to give the baseline the canary's version, and to scale") { IsRequired = false });
        return [.. needs];
    }

    private static IEnumerable<AccessNeed> Seen(TrafficTarget target, string ns)
    {
        bool hasPods = target.Platform is not (ServingPlatform.Istio or ServingPlatform.GatewayApi) || target.BaselineWorkload.Length > 0;
        if (hasPods)
            yield return new AccessNeed(ResourceKinds.Deployment, "get", ns, "to see pods, and that a promotion is finished") { IsRequired = false };
        switch (target.Platform)
        {
            case ServingPlatform.SeldonV1:
                yield return new AccessNeed(ResourceKinds.VirtualService, "get", ns, "to see what the routers were told") { IsRequired = false };
                break;
            case ServingPlatform.KServeKnative:
                yield return new AccessNeed(ResourceKinds.Revision, "get", ns, "to restore the baseline's model after a rollback") { IsRequired = false };
                break;
            case ServingPlatform.KServeStandard:
                yield return new AccessNeed(ResourceKinds.HttpRoute, "get", ns, "to see what the routers were told") { IsRequired = false };
                break;
            default:
                yield return new AccessNeed(ResourceKinds.Rollout, "list", ns, "to see whether Argo steers the route") { IsRequired = false };
                yield return new AccessNeed(ResourceKinds.Canary, "list", ns, "to see whether Flagger steers the route") { IsRequired = false };
                break;
        }
    }
}
