using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Topologies;

/// <summary>Makes of what carries traffic in a set of files what a world can have of it.</summary>
public static class ServingWorlds
{
    /// <summary>Whether anything of a set carries traffic.</summary>
    /// <param name="set">The files.</param>
    public static bool AreIn(ManifestSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set.Carriers.Any(carrier => carrier.Source.Kind != "DestinationRule");
    }

    /// <summary>
    /// What carries the traffic of a set. An object of a serving platform comes before routes, which have no pods of their own, and a route whose pods are in
    /// the files before others (<see cref="RouteChoice"/>); two that are left would be two services. What is passed over is told in the answer.
    /// Refused with everything that is wrong with an object that carries traffic.
    /// </summary>
    /// <param name="set">The files; something in them carries traffic.</param>
    public static ReadResult<ServingWorld> Of(ManifestSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        ImmutableArray<Diagnostic> wrong =
            [.. set.Carriers.SelectMany(carrier => carrier.Diagnostics).Concat(set.Workloads.Diagnostics).Where(said => said.Severity == Severity.Error)];
        if (!wrong.IsEmpty)
            return new ReadResult<ServingWorld>.Refused(wrong);
        CarrierManifest[] carriers = [.. set.Carriers.Where(carrier => carrier.Topology is not null)];
        CarrierManifest[] platforms = [.. carriers.Where(carrier => !ServingReading.IsRoute(carrier.Topology!.Platform))];
        if (platforms.Length > 1)
            return Refuse(platforms[1], ScenarioMessages.TwoServices(platforms[0].Source.ToString(), platforms[1].Source.ToString()));
        CarrierManifest? rival = null;
        CarrierManifest chosen = platforms.Length == 1 ? platforms[0] : RouteChoice.Of(carriers, set, out rival);
        ServingReading reading = new(chosen, set);
        // The pods of what decides are known whatever is routed to them.
        if (rival is not null && reading.Decider is null)
            return Refuse(rival, ScenarioMessages.TwoServices(chosen.Source.ToString(), rival.Source.ToString()));
        ServingWorld world = reading.Read();
        if (reading.Doubts is [var doubt, ..])
            return Refuse(chosen, doubt);
        if (Math.Max(world.Baseline ?? 0, world.Canary ?? 0) is > PodsReader.Most and int most)
            return Refuse(chosen, ScenarioMessages.TooManyPods(most));
        IEnumerable<string> others = carriers.Where(carrier => carrier != chosen).Select(carrier => Beside(carrier, chosen));
        return new ReadResult<ServingWorld>.Read(world with { NotModelled = [.. world.NotModelled, .. others] }, [.. IdleBaseline(chosen)]);
    }

    /// <summary>What carries the traffic of a set, as far as it can be read; nothing where nothing does.</summary>
    /// <param name="set">The files.</param>
    public static ServingWorld? Known(ManifestSet set) => AreIn(set) && Of(set) is ReadResult<ServingWorld>.Read read ? read.Value : null;

    /// <summary>What is said where something carries traffic and nothing decides: an error at the object's kind.</summary>
    /// <param name="carrier">The object.</param>
    public static Diagnostic Undecided(CarrierManifest carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        return At(carrier, ScenarioMessages.CarriesOnly(carrier.Source.ToString()));
    }

    /// <summary>What is said where something carries traffic beside a scenario, which has its own pods: a note at the object's kind.</summary>
    /// <param name="carrier">The object.</param>
    public static Diagnostic BesideScenario(CarrierManifest carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        return At(carrier, ScenarioMessages.ScenarioKeepsPods(carrier.Source.ToString(), Path.GetFileName(carrier.Source.File.Source.File)));
    }

    /// <summary>What one object makes of a world.</summary>
    /// <param name="carrier">The object, which was read.</param>
    /// <param name="set">The files, whose Services and Deployments tell of the pods behind a route.</param>
    internal static ServingWorld Of(CarrierManifest carrier, ManifestSet set) => new ServingReading(carrier, set).Read();

    private static string Beside(CarrierManifest other, CarrierManifest chosen) =>
        $"{other.Source}: " + (!ServingReading.IsRoute(chosen.Topology!.Platform) ? $"what it routes beside {chosen.Source}"
            : RouteChoice.LeadToOneService(chosen, other) ? $"a further route to the pods of {chosen.Source}" : "another service, and a world has one");

    // Nothing of a file says which version is the new one: that one which serves nobody is taken for the baseline is more likely an end than a beginning.
    private static IEnumerable<Diagnostic> IdleBaseline(CarrierManifest carrier)
    {
        ServingTopology topology = carrier.Topology!;
        (int baseline, int canary) = (topology.IndexOf(ServingRole.Baseline), topology.IndexOf(ServingRole.Canary));
        ServingRoute[] used = [.. topology.Routes.Where(route => route.Total > 0)];
        if (baseline >= 0 && canary >= 0 && used.Any(route => route.ShareOf(canary) > 0) && used.All(route => route.ShareOf(baseline) == 0))
            yield return At(carrier, ScenarioMessages.BaselineIsIdle(topology.Arms[baseline].Name, topology.Arms[canary].Name));
    }

    private static ReadResult<ServingWorld>.Refused Refuse(CarrierManifest carrier, Message message) => new([At(carrier, message)]);

    private static Diagnostic At(CarrierManifest carrier, Message message)
    {
        ManifestPlace place = carrier.Source.Place["kind"];
        return Diagnostic.At(place.File, place.Start, message);
    }
}
