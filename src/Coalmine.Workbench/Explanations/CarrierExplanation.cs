using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Serving;
using Coalmine.Workbench.Explanations.Words;

namespace Coalmine.Workbench.Explanations;

/// <summary>Explains an object of a platform that carries traffic.</summary>
internal static class CarrierExplanation
{
    /// <summary>The explanation.</summary>
    public static Explanation Of(CarrierManifest carrier) => new()
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
        Simulated = CarrierWords.Simulated,
        NotModelled = CarrierWords.NotModelled,
        Refusals = [.. carrier.Diagnostics.Where(said => said.Severity == Severity.Error)],
    };
}
