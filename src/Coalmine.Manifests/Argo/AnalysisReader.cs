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

    private AnalysisUse Add(ManifestPlace place, AnalysisUseKind kind, int step, ImmutableArray<TemplateUse> templates, ManifestPlace args)
    {
        ImmutableArray<AnalysisArgument> given = ArgumentReader.Arguments(args, reading);

        // Templates of the namespace come before those of the cluster, and one that is named twice counts once.
        AnalysisTemplateManifest[] all =
            [.. templates.SelectMany(template => template.All).Distinct().OrderBy(template => template.Template.Reference.IsClusterScoped)];
        AnalysisSpec spec = Merge(place, all, given) with
        {
            DryRun = [.. all.SelectMany(template => template.Template.Spec.DryRun), .. ArgumentReader.DryRun(place["dryRun"], reading)],
            MeasurementRetention =
                [.. all.SelectMany(template => template.Template.Spec.MeasurementRetention), .. ArgumentReader.Retention(place["measurementRetention"], reading)],
        };
        if (kind == AnalysisUseKind.Inline)
            foreach (AnalysisTemplateManifest template in all)
                RefuseEndless(place, template);
        AnalysisUse use = new(kind, step, place, templates, given, spec);
        Uses.Add(use);
        return use;
    }

    private AnalysisSpec Merge(ManifestPlace place, AnalysisTemplateManifest[] all, ImmutableArray<AnalysisArgument> given)
    {
        List<MetricSpec> metrics = [];
        List<AnalysisArgument> arguments = [];
        foreach (AnalysisTemplateManifest template in all)
        {
            foreach (MetricSpec metric in template.Template.Spec.Metrics)
            {
                if (metrics.Exists(earlier => earlier.Name == metric.Name))
                    reading.Say(place, Messages.MetricTwice(metric.Name, template.Origin.Name));
                metrics.Add(metric);
            }

            foreach (AnalysisArgument argument in template.Template.Spec.Arguments)
                MergeArgument(place, arguments, argument);
        }

        for (int i = 0; i < arguments.Count; i++)
        {
            AnalysisArgument? value = given.FirstOrDefault(argument => argument.Name == arguments[i].Name && argument.Value is not null);
            arguments[i] = value ?? arguments[i];
            if (arguments[i].Value is null)
                reading.Say(place["args"], Messages.ArgumentWithoutValue(arguments[i].Name));
        }

        return new AnalysisSpec { Metrics = [.. metrics], Arguments = [.. arguments] };
    }

    private void MergeArgument(ManifestPlace place, List<AnalysisArgument> arguments, AnalysisArgument argument)
    {
        int earlier = arguments.FindIndex(other => other.Name == argument.Name);
        if (earlier < 0)
            arguments.Add(argument);
        else if (arguments[earlier].Value is null)
            arguments[earlier] = argument;
        else if (argument.Value is not null && argument.Value != arguments[earlier].Value)
            reading.Say(place, Messages.ArgumentsDiffer(argument.Name));
    }

    // Each template is judged with its own defaults, whatever the Rollout gives.
    private void RefuseEndless(ManifestPlace place, AnalysisTemplateManifest template)
    {
        WrittenMetric[] endless = [.. template.Metrics.Where(metric => IsEndless(metric.Spec, template.Template.Spec.Arguments))];
        if (endless.Length > 0)
            reading.Say(place["templates"], Messages.EndlessInline(template.Origin.Name, [.. endless.Select(metric => metric.Spec.Name)], PlaceOf(endless[0])));
    }

    private static bool IsEndless(MetricSpec metric, ImmutableArray<AnalysisArgument> arguments)
    {
        IntOrText count = ArgumentDefaults.Resolve(metric.Count?.ToString() ?? "", arguments);
        return count.Value == 0 && ArgumentDefaults.Resolve(metric.Interval ?? "", arguments).Length > 0;
    }

    private static string PlaceOf(WrittenMetric metric) => $"{metric.Place.File}:{metric.Place["name"].Start}";
}
