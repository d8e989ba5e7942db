using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Workbench.Topologies;

/// <summary>
/// Which of several routes is the one of the service that is rolled out: routes whose pods are in the files come first, and of those the ones that have a
/// canary. Routes to the same Services are as good as one.
/// </summary>
internal static class RouteChoice
{
    /// <summary>The route that is meant; the first of those that are left, of which one may lead to another service.</summary>
    /// <param name="routes">The routes; at least one.</param>
    /// <param name="set">The files, whose Services and Deployments tell of pods.</param>
    /// <param name="other">A route to another service that could be meant as well; nothing where none could.</param>
    public static CarrierManifest Of(CarrierManifest[] routes, ManifestSet set, out CarrierManifest? other)
    {
        CarrierManifest[] left = Best(routes, route => ArePodsKnown(route, set));
        left = Best(left, route => route.Topology!.IndexOf(ServingRole.Canary) >= 0);
        other = left.FirstOrDefault(route => !LeadToOneService(left[0], route));
        return left[0];
    }

    /// <summary>Whether two routes share a Service.</summary>
    public static bool LeadToOneService(CarrierManifest one, CarrierManifest other) =>
        one.Source.SharesNamespace(other.Source.Namespace) && ServicesOf(one).Intersect(ServicesOf(other)).Any();

    /// <summary>The Service of an arm: routes name hosts with subsets, or Services with their namespace.</summary>
    /// <param name="platform">The platform of the route.</param>
    /// <param name="arm">The arm's name.</param>
    public static string ServiceOf(ServingPlatform platform, string arm) => arm.Split('/')[platform == ServingPlatform.GatewayHttpRoute ? ^1 : 0].Split('.')[0];

    private static CarrierManifest[] Best(CarrierManifest[] routes, Predicate<CarrierManifest> isBetter) =>
        Array.Exists(routes, isBetter) ? Array.FindAll(routes, isBetter) : routes;

    private static bool ArePodsKnown(CarrierManifest route, ManifestSet set) => route.Topology!.Arms.Any(arm =>
        arm.Role != ServingRole.Other && set.Workloads.Behind(ServiceOf(route.Topology.Platform, arm.Name), arm.Labels, route.Source) is not null);

    private static IEnumerable<string> ServicesOf(CarrierManifest route) => route.Topology!.Arms.Select(arm => ServiceOf(route.Topology.Platform, arm.Name));
}
