using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Explanations.Words;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Workbench.Explanations;

/// <summary>Explains an object of a platform that carries traffic.</summary>
internal static class CarrierExplanation
{
    /// <summary>The explanation.</summary>
    public static Explanation Of(CarrierManifest carrier, ManifestSet set)
    {
        ServingWorld? world = carrier.Topology is null ? null : ServingWorlds.Of(carrier, set);
        return Of(carrier, world);
    }

    private static Explanation Of(CarrierManifest carrier, ServingWorld? world) => new()
    {
        Kind = carrier.Source.Kind,
        Name = carrier.Source.Name,
        File = carrier.Source.File.Source.File,
        Summary = carrier switch
        {
            { Topology: not null } => CarrierWords.DecidesNothing,
            { Subsets: { } rule } => CarrierWords.Subsets(rule),
            _ => CarrierWords.Refused,
        },
        Words = carrier.Topology is { } topology ? [.. CarrierWords.Of(topology)] : [],
        Simulated = world?.Simulated ?? [],
        Assumed = world?.Assumed ?? [],
        NotModelled = [.. world?.NotModelled ?? [], .. CarrierWords.NotModelled],
        Refusals = [.. carrier.Diagnostics.Where(said => said.Severity == Severity.Error)],
    };
}
