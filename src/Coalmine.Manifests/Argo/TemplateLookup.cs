using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>Finds templates by name among those of a set, the own file's first, and those that they take in (<c>templates:</c>), each once.</summary>
/// <param name="templates">All templates of the set.</param>
internal sealed class TemplateLookup(ImmutableArray<AnalysisTemplateManifest> templates)
{
    private const int Deepest = 64;

    /// <summary>The template that an object means, and all that it takes in.</summary>
    /// <param name="owner">Who names it.</param>
    /// <param name="place">Where.</param>
    /// <param name="reference">Name and kind.</param>
    /// <param name="reading">Where it is said that there is none.</param>
    public TemplateUse Find(KubernetesObject owner, ManifestPlace place, TemplateReference reference, ObjectReading reading)
    {
        List<AnalysisTemplateManifest> found = [];
        Collect(owner, place, reference, reading, found, 0);
        return new TemplateUse(place, reference, [.. found]);
    }

    private void Collect(
        KubernetesObject owner, ManifestPlace place, TemplateReference reference, ObjectReading reading, List<AnalysisTemplateManifest> found, int depth)
    {
        IEnumerable<AnalysisTemplateManifest> named = templates.Where(candidate =>
            candidate.Template.Reference == reference && (reference.IsClusterScoped || owner.SharesNamespace(candidate.Origin.Namespace)));
        AnalysisTemplateManifest? template = ObjectChoice.Of(named, each => each.Origin, owner, owner.Namespace, out Message? doubt);
        if (doubt is { } several)
            reading.Say(place, several);
        if (template is null)
        {
            if (reference.Name.Length > 0)
                reading.Say(place, Messages.TemplateMissing(reference.Name, reference.IsClusterScoped, Known(reference)));
            return;
        }

        if (depth > Deepest || found.Contains(template))
            return;
        found.Add(template);
        foreach (TemplateReference nested in template.Template.Templates)
            Collect(owner, place, nested, reading, found, depth + 1);
    }

    private string[] Known(TemplateReference wanted) =>
        [.. templates.Where(template => template.Template.Reference.IsClusterScoped == wanted.IsClusterScoped)
            .Select(template => template.Template.Reference.Name)];
}
