using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Foreign;

/// <summary>
/// Reads an Argo Rollout and carries out orders as the project's kubectl plugin does (argoproj/argo-rollouts v1.9, <c>pkg/kubectl-argo-rollouts/cmd</c>):
/// merge patches of the status subresource, of the specification for pauses. Ours bear the version read, so that an order that has been overtaken is not
/// carried out.
/// </summary>
public sealed class ArgoRollouts(ClusterClient client)
{
    /// <summary>How a Rollout stands. A pure function of the object.</summary>
    public static ArgoReading Read(JsonObject rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        JsonObject? status = rollout.Child("status");
        JsonObject? weights = status.Child("canary", "weights");
        long total = weights.Number("canary", "weight") is long canary && weights.Number("stable", "weight") is long stable
            ? canary + stable + weights.Items("additional").Sum(extra => extra.Number("weight") ?? 0)
            : 0;
        long generation = rollout.Number("metadata", "generation") ?? 0;
        return new ArgoReading
        {
            ResourceVersion = rollout.Text("metadata", "resourceVersion"),
            Phase = status.Text("phase"),
            Message = status.Text("message"),
            // A text, unlike everywhere else.
            IsSeen = long.TryParse(status.Text("observedGeneration"), out long seen) && seen >= generation,
            Step = (int?)status.Number("currentStepIndex"),
            Steps = rollout.Items("spec", "strategy", "canary", "steps").Count,
            Weight = total is > 0 and <= int.MaxValue ? new TrafficWeight((int)(weights.Number("canary", "weight") ?? 0), (int)total) : null,
            StepWeight = StepWeight(rollout.Items("spec", "strategy", "canary", "steps"), status.Number("currentStepIndex") ?? -1),
            IsRouted = rollout.Child("spec", "strategy", "canary", "trafficRouting") is not null,
            IsAborted = status.IsTrue("abort"),
            IsPromotedInFull = status.IsTrue("promoteFull"),
            IsPausedByHand = rollout.IsTrue("spec", "paused"),
            PauseReasons = [.. status.Items("pauseConditions").Select(condition => condition.Text("reason")).Where(reason => reason.Length > 0)],
            CurrentHash = status.Text("currentPodHash"),
            StableHash = status.Text("stableRS"),
            StepRun = status.Text("canary", "currentStepAnalysisRunStatus", "name"),
            BackgroundRun = status.Text("canary", "currentBackgroundAnalysisRunStatus", "name"),
        };
    }

    /// <summary>The patches that an order needs, in order; none where there is nothing to do. A pure function of what was read.</summary>
    public static IReadOnlyList<ClusterPatch> PatchesFor(ArgoReading reading, ArgoOrder order)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return order switch
        {
            ArgoOrder.Promote => Promote(reading),
            ArgoOrder.PromoteInFull => reading.IsUnderWay && !reading.IsPromotedInFull ? [Status(new JsonObject { ["promoteFull"] = true })] : [],
            ArgoOrder.Abort => reading.IsAborted ? [] : [Status(new JsonObject { ["abort"] = true })],
            ArgoOrder.Pause => reading.IsPausedByHand ? [] : [Spec(paused: true)],
            ArgoOrder.Resume => reading.IsPausedByHand ? [Spec(paused: false)] : [],
            ArgoOrder.Retry => reading.IsAborted ? [Status(new JsonObject { ["abort"] = false })] : [],
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
    }

    /// <summary>Reads a Rollout.</summary>
    /// <returns>How it stands, or what the server said instead.</returns>
    public async ValueTask<(ArgoReading? Reading, ClusterAnswer Answer)> ReadAsync(string ns, string name, CancellationToken cancellation)
    {
        ClusterAnswer answer = await client.GetAsync(new ClusterResource(ResourceKinds.Rollout, ns, name), cancellation).ConfigureAwait(false);
        return (answer is ClusterAnswer.Ok ok ? Read(ok.Body) : null, answer);
    }

    /// <summary>Carries out an order on the Rollout as it was read.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="reading">How it stood when the order was given; a Rollout that has gone on since is not touched.</param>
    /// <param name="order">The order.</param>
    /// <param name="dryRun">Whether the server is to check only.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async ValueTask<TrafficWrite> OrderAsync(
        string ns, string name, ArgoReading reading, ArgoOrder order, bool dryRun, CancellationToken cancellation)
    {
        ClusterResource rollout = new(ResourceKinds.Rollout, ns, name);
        string version = reading.ResourceVersion;
        List<string> difference = [];
        foreach (ClusterPatch patch in PatchesFor(reading, order))
        {
            JsonObject body = (JsonObject)patch.Body.DeepClone();
            difference.Add(body.ToJsonString());
            body["metadata"] = new JsonObject { ["resourceVersion"] = version };
            ClusterAnswer answer = await client.PatchAsync(rollout, patch with { Body = body, DryRun = dryRun }, cancellation).ConfigureAwait(false);
            if (answer is not ClusterAnswer.Ok ok)
                return WriteAnswers.Of(answer);
            // A dry run makes no version to go on from.
            version = dryRun ? version : ok.Body.Text("metadata", "resourceVersion");
        }

        return new TrafficWrite.Applied(version, string.Join('\n', difference));
    }

    private static TrafficWeight? StepWeight(JsonArray steps, long at)
    {
        long? weight = steps.Take((int)Math.Clamp(at + 1, 0, steps.Count)).Select(step => step.Number("setWeight")).LastOrDefault(set => set is not null);
        return weight is >= 0 and <= 100 ? new TrafficWeight((int)weight) : null;
    }

    // Either the pause ends or the step is skipped, never both. The plugin patches the status first.
    private static List<ClusterPatch> Promote(ArgoReading reading)
    {
        List<ClusterPatch> patches = [];
        if (reading.PauseReasons.Length > 0)
            patches.Add(Status(new JsonObject { ["pauseConditions"] = null }));
        else if (reading.Steps > 0)
            patches.Add(Status(new JsonObject { ["pauseConditions"] = null, ["currentStepIndex"] = Math.Min((reading.Step ?? 0) + 1, reading.Steps) }));
        if (reading.IsPausedByHand)
            patches.Add(Spec(paused: false));
        return patches;
    }

    private static ClusterPatch Status(JsonObject status) => new(PatchForm.Merge, new JsonObject { ["status"] = status }, "status");

    private static ClusterPatch Spec(bool paused) => new(PatchForm.Merge, new JsonObject { ["spec"] = new JsonObject { ["paused"] = paused } });
}
