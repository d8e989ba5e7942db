using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>Puts a topology together at the end of a reader.</summary>
internal static class Carriers
{
    /// <summary>The topology; what was guessed about roles is said, and what was said of the object besides becomes its notes.</summary>
    public static ServingTopology Finish(
        CarrierReading reading, ServingPlatform platform, ImmutableArray<ServingArm> arms, ImmutableArray<ServingRoute> routes, bool rolesAreKnown = false)
    {
        ServingTopology topology = new()
        {
            Platform = platform,
            Name = reading.Name,
            Namespace = reading.Source.Namespace,
            Arms = arms,
            Routes = routes,
        };
        int canary = topology.IndexOf(ServingRole.Canary);
        if (!rolesAreKnown && canary >= 0)
            reading.Say(reading.Source.Place["kind"], Messages.RolesGuessed(arms[topology.IndexOf(ServingRole.Baseline)].Name, arms[canary].Name));
        return topology with
        {
            Notes = [.. reading.Values.Said.All.Where(said => said.Id is not ("CM1614" or "CM1702")).Select(said => said.Message)],
        };
    }
}
