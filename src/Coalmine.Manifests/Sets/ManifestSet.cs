using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Workloads;

namespace Coalmine.Manifests.Sets;

/// <summary>
/// Files that belong together, with all their documents: what is named is found over all of them, in the file of what names it first. Nothing is refused as a
/// whole; each object carries what was said about it.
/// </summary>
public sealed class ManifestSet
{
    private ManifestSet(ImmutableArray<ManifestFile> files)
    {
        Files = files;
        List<Diagnostic> said = [];
        Objects = [.. ObjectFinder.Find(files, said)];
        Carriers = [.. CarrierReader.ReadAll(Objects)];
        Workloads = new WorkloadSet(Objects);
        ImmutableArray<KubernetesObject> Of(string group, params string[] kinds) =>
            [.. Objects.Where(found => found.Group == group && kinds.Contains(found.Kind))];

        AnalysisTemplates = [.. Of("argoproj.io", "AnalysisTemplate", "ClusterAnalysisTemplate").Select(AnalysisTemplateReader.Read)];
        TemplateLookup lookup = new(AnalysisTemplates);
        Rollouts = [.. Of("argoproj.io", "Rollout").Select(found => RolloutReader.Read(found, lookup, Workloads))];
        MetricTemplates = [.. Of("flagger.app", "MetricTemplate").Select(MetricTemplateReader.Read)];
        AlertProviders = [.. Of("flagger.app", "AlertProvider").Select(MetricTemplateReader.ReadAlerts)];
        Canaries = [.. Of("flagger.app", "Canary").Select(found => CanaryReader.Read(found, MetricTemplates, Workloads))];
        RuleFiles = [.. Objects.Where(ObjectFinder.HasRules).Select(RuleFileReader.Read)];
        Diagnostics =
        [
            .. said,
            .. Objects.Select(found => (found, Said: NamesakeCheck.Of(found))).Where(each => each.Said is not null)
                .Select(each => Diagnostic.At(each.found.File.Source.File, each.found.Place["kind"].Start, each.Said!.Value)),
            .. Carriers.SelectMany(read => read.Diagnostics),
            .. Workloads.Diagnostics,
            .. AnalysisTemplates.SelectMany(read => read.Diagnostics),
            .. Rollouts.SelectMany(read => read.Diagnostics),
            .. MetricTemplates.SelectMany(read => read.Diagnostics),
            .. AlertProviders.SelectMany(read => read.Diagnostics),
            .. Canaries.SelectMany(read => read.Diagnostics),
            .. RuleFiles.SelectMany(read => read.Diagnostics),
        ];
    }

    /// <summary>The files.</summary>
    public ImmutableArray<ManifestFile> Files { get; }

    /// <summary>Every object of the files, in order, whoever reads it. A <c>List</c> is not taken apart.</summary>
    public ImmutableArray<KubernetesObject> Objects { get; }

    /// <summary>What carries traffic: objects of serving and routing platforms.</summary>
    public ImmutableArray<CarrierManifest> Carriers { get; }

    /// <summary>Who runs how many pods: Deployments and their autoscalers.</summary>
    public WorkloadSet Workloads { get; }

    /// <summary>Argo's Rollouts, with the templates that they name.</summary>
    public ImmutableArray<RolloutManifest> Rollouts { get; }

    /// <summary>Argo's templates of analyses, of both kinds.</summary>
    public ImmutableArray<AnalysisTemplateManifest> AnalysisTemplates { get; }

    /// <summary>Flagger's Canaries, with the templates that they name.</summary>
    public ImmutableArray<CanaryManifest> Canaries { get; }

    /// <summary>Flagger's templates of metrics.</summary>
    public ImmutableArray<MetricTemplateManifest> MetricTemplates { get; }

    /// <summary>Flagger's alert providers.</summary>
    public ImmutableArray<AlertProviderManifest> AlertProviders { get; }

    /// <summary>Groups of recording and alerting rules.</summary>
    public ImmutableArray<RuleFileManifest> RuleFiles { get; }

    /// <summary>What was said about the objects while they were read; of each object in the order of its text.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Reads files as one set.</summary>
    /// <param name="files">The files. Their order does not matter to what a name means.</param>
    public static ManifestSet Of(params IEnumerable<ManifestFile> files) => new([.. files]);

    /// <summary>The document as one of the objects of the set; nothing where it is no object.</summary>
    /// <param name="document">A document of one of the files.</param>
    public KubernetesObject? Find(Document document) => Objects.FirstOrDefault(found => ReferenceEquals(found.Root, document.Root));
}
