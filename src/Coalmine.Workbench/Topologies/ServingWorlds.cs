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
    /// What carries the traffic of a set. An object of a serving platform comes before routes, which have no pods of their own; two of them would be two
    /// services.
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
        CarrierManifest chosen = platforms.Length == 1 ? platforms[0]
            : carriers.FirstOrDefault(carrier => carrier.Topology!.IndexOf(ServingRole.Canary) >= 0) ?? carriers[0];
        ServingWorld world = Of(chosen, set);
        return Math.Max(world.Baseline ?? 0, world.Canary ?? 0) is > PodsReader.Most and int most
            ? Refuse(chosen, ScenarioMessages.TooManyPods(most))
            : new ReadResult<ServingWorld>.Read(world, []);
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

    private static ReadResult<ServingWorld>.Refused Refuse(CarrierManifest carrier, Message message) => new([At(carrier, message)]);

    private static Diagnostic At(CarrierManifest carrier, Message message)
    {
        ManifestPlace place = carrier.Source.Place["kind"];
        return Diagnostic.At(place.File, place.Start, message);
    }
}
