using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>
/// Reads the analyses of a Rollout and puts their templates together (<c>NewAnalysisRunFromTemplates</c> in utils/analysis/factory.go; rules of a Rollout's
/// templates in pkg/apis/rollouts/validation/validation_references.go of argo-rollouts).
/// </summary>
/// <param name="owner">The Rollout.</param>
/// <param name="lookup">The templates of its set.</param>
/// <param name="reading">Where problems are said.</param>
internal sealed class AnalysisReader(KubernetesObject owner, TemplateLookup lookup, ObjectReading reading)
{
    private readonly Dictionary<AnalysisTemplateManifest, (WrittenMetric[] Metrics, List<ManifestPlace> Steps)> _endless =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>All analyses read so far.</summary>
    public List<AnalysisUse> Uses { get; } = [];

    /// <summary>Reads an analysis with a list of templates.</summary>
    public AnalysisUse Read(ManifestPlace place, AnalysisUseKind kind, int step)
    {
        ImmutableArray<TemplateUse> templates =
            [.. ArgumentReader.Templates(place["templates"], reading).Select(item => lookup.Find(owner, item.Place, item.Reference, reading))];
        if (templates.IsEmpty)
            reading.Say(place["templates"], Messages.AnalysisWithoutTemplates);
        return Add(place, kind, step, templates, place["args"]);
    }

    /// <summary>Reads an analysis of an experiment, which names one template.</summary>
    public AnalysisUse ReadSingle(ManifestPlace place, int step)
    {
        TemplateUse template = lookup.Find(owner, place["templateName"], ArgumentReader.Reference(place, reading), reading);
        return Add(place, AnalysisUseKind.Experiment, step, [template], place["args"]);
    }

    /// <summary>Refuses templates of steps whose metrics never end, each once with all the steps that wait for it.</summary>
    public void RefuseEndless()
    {
        foreach ((AnalysisTemplateManifest template, (WrittenMetric[] metrics, List<ManifestPlace> steps)) in _endless)
        {
            if (metrics.Length > 0)
                reading.Say(steps[0], Messages.EndlessInline(
                    Endless(template.Template, metrics[0].Spec)[0].Split(". Invalid value")[0],
                    [.. metrics.Select(metric => metric.Spec.Name)],
                    PlaceOf(metrics[0]),
                    [.. steps.Skip(1).Select(step => $"{step.Start}")],
                    metrics[0].Spec.Count?.ToString() ?? ""));
        }
    }

    private AnalysisUse Add(ManifestPlace place, AnalysisUseKind kind, int step, ImmutableArray<TemplateUse> templates, ManifestPlace args)
    {
        ImmutableArray<AnalysisArgument> given = ArgumentReader.Arguments(args, reading);

        // Templates of the namespace come before those of the cluster, and one that is named twice counts once.
        AnalysisTemplateManifest[] all =
            [.. templates.SelectMany(template => template.All).Distinct().OrderBy(template => template.Template.Reference.IsClusterScoped)];
        AnalysisSpec spec = Merge(place, templates, all, given);
        spec = spec with
        {
            DryRun = [.. spec.DryRun, .. ArgumentReader.DryRun(place["dryRun"], reading)],
            MeasurementRetention = [.. spec.MeasurementRetention, .. ArgumentReader.Retention(place["measurementRetention"], reading)],
        };
        if (kind == AnalysisUseKind.Inline)
            foreach (AnalysisTemplateManifest template in all)
                NoteEndless(place["templates"], template);
        AnalysisUse use = new(kind, step, place, templates, given, spec);
        Uses.Add(use);
        return use;
    }

    private AnalysisSpec Merge(
        ManifestPlace place, ImmutableArray<TemplateUse> templates, AnalysisTemplateManifest[] all, ImmutableArray<AnalysisArgument> given)
    {
        string[] open =
        [
            .. all.SelectMany(template => template.Template.Spec.Arguments).GroupBy(argument => argument.Name)
                .Where(same => same.Concat(given.Where(argument => argument.Name == same.Key)).All(argument => argument.Value is null))
                    .Select(same => same.Key),
        ];
        foreach (string name in open)
            reading.Say(place["args"], Messages.ArgumentWithoutValue(name));
        TemplateMerge merge = TemplateMerge.Of(
            [.. templates.Select(template => template.Reference)],
            reference => all.FirstOrDefault(template => template.Template.Reference == reference)?.Template,
            given);
        bool isComplete = templates.All(template => !template.All.IsEmpty);
        if (merge is TemplateMerge.Refused refused && isComplete && open.Length == 0 && !reading.HasErrors)
            reading.Say(place["templates"], Messages.TemplatesDoNotMerge(refused.Message));
        return merge is TemplateMerge.Merged merged ? merged.Spec
            : new AnalysisSpec { Metrics = [.. all.SelectMany(template => template.Template.Spec.Metrics)] };
    }

    // Each template is judged with its own defaults, whatever the Rollout gives.
    private void NoteEndless(ManifestPlace place, AnalysisTemplateManifest template)
    {
        if (!_endless.TryGetValue(template, out (WrittenMetric[] Metrics, List<ManifestPlace> Steps) endless))
            _endless[template] = endless = ([.. template.Metrics.Where(metric => !Endless(template.Template, metric.Spec).IsEmpty)], []);
        endless.Steps.Add(place);
    }

    private static ImmutableArray<string> Endless(AnalysisTemplate template, MetricSpec metric) =>
        TemplateValidation.ForStep(template with { Spec = template.Spec with { Metrics = [metric] } });

    private static string PlaceOf(WrittenMetric metric) => $"{metric.Place.File}:{metric.Place["name"].Start}";
}
