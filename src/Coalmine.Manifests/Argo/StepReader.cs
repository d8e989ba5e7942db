using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Argo;

/// <summary>Reads the steps of a canary strategy (<c>CanaryStep</c> in pkg/apis/rollouts/v1alpha1/types.go of argo-rollouts).</summary>
/// <param name="analyses">Reads the analyses.</param>
/// <param name="reading">Where problems are said.</param>
internal sealed class StepReader(AnalysisReader analyses, ObjectReading reading)
{
    private static readonly string[] Kinds =
        ["setWeight", "pause", "experiment", "analysis", "setCanaryScale", "setHeaderRoute", "setMirrorRoute", "plugin", "replicaProgressThreshold"];

    // Of these, one step may have only one.
    private static readonly string[] Exclusive = ["setWeight", "pause", "experiment", "analysis"];

    /// <summary>Reads all steps; one that cannot be read counts as a pause of no time, so that the others keep their numbers.</summary>
    public ImmutableArray<ArgoStep> Read(ManifestPlace list) => [.. reading.List(list).Select((place, index) => Read(place, index))];

    private ArgoStep Read(ManifestPlace place, int index)
    {
        if (place.Node is not Node.Mapping mapping)
        {
            reading.Say(place, Messages.StepEmpty(Kinds));
            return new ArgoStep.Pause(0);
        }

        reading.Known(place, "a step", Kinds);

        // `pause: {}` and `pause:` mean the same; the key counts, not its value.
        string[] written = [.. Kinds.Where(kind => mapping.Find(kind) is not null)];
        if (written.Length == 0)
            reading.Say(place, Messages.StepEmpty(Kinds));
        else if (written.Count(Exclusive.Contains) > 1)
            reading.Say(place, Messages.StepCombines(written));
        return written.FirstOrDefault() switch
        {
            "setWeight" => new ArgoStep.SetWeight(reading.Whole(place["setWeight"]) ?? 0),
            "pause" => new ArgoStep.Pause(Seconds(place["pause"]["duration"])),
            "experiment" => new ArgoStep.Experiment(Experiment(place["experiment"], index)),
            "analysis" => new ArgoStep.Analyze(analyses.Read(place["analysis"], AnalysisUseKind.Inline, index).Spec),
            "setCanaryScale" => new ArgoStep.SetCanaryScale(Scale(place["setCanaryScale"])),
            "setHeaderRoute" => new ArgoStep.SetHeaderRoute(
                reading.Needed(place["setHeaderRoute"]["name"], "the route"),
                [.. reading.List(place["setHeaderRoute"]["match"]).Select(match => reading.Text(match["headerName"]))]),
            "setMirrorRoute" => new ArgoStep.SetMirrorRoute(
                reading.Needed(place["setMirrorRoute"]["name"], "the route"),
                reading.Whole(place["setMirrorRoute"]["percentage"]) ?? 100,
                Removes: reading.List(place["setMirrorRoute"]["match"]).IsEmpty),
            "plugin" => new ArgoStep.Plugin(reading.Needed(place["plugin"]["name"], "the plugin")),
            _ => new ArgoStep.Pause(0),
        };
    }

    /// <summary>The seconds of a duration that may be a number or a text; nothing where it is absent.</summary>
    private int? Seconds(ManifestPlace place)
    {
        if (!place.Exists)
            return null;
        if (place.Meaning.Kind == ScalarKind.Text)
        {
            int seconds = PauseDuration.Seconds(place.Text);
            if (seconds < 0)
                reading.Say(place, Messages.PauseInvalid(place.Text));
            return seconds;
        }

        int? whole = reading.Whole(place);
        if (whole < 0)
            reading.Say(place, Messages.PauseInvalid(place.Text));
        return whole;
    }

    private CanaryScale Scale(ManifestPlace place)
    {
        reading.Known(place, "setCanaryScale", "weight", "replicas", "matchTrafficWeight");
        return new CanaryScale(reading.Whole(place["replicas"]), reading.Whole(place["weight"]), reading.Flag(place["matchTrafficWeight"]));
    }

    private ExperimentSpec Experiment(ManifestPlace place, int index)
    {
        ImmutableArray<ExperimentAnalysis> runs =
        [
            .. reading.List(place["analyses"]).Select(item => new ExperimentAnalysis(
                reading.Needed(item["name"], "the analysis"), analyses.ReadSingle(item, index).Spec, reading.Flag(item["requiredForCompletion"]))),
        ];
        ImmutableArray<string> templates = [.. reading.List(place["templates"]).Select(item => reading.Needed(item["name"], "the template"))];
        if (templates.IsEmpty)
            reading.Say(place["templates"], Messages.FieldMissing("templates", "the experiment"));
        return new ExperimentSpec { Templates = templates, DurationSeconds = Seconds(place["duration"]), Analyses = runs };
    }
}
