using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>
/// KServe on Knative (v0.15 to v0.20, <c>ksvc_reconciler.go</c>). The object holds the newest specification only; the baseline is the revision that last
/// had all traffic. The field <c>canaryTrafficPercent</c> is the canary's share, its absence means everything for the newest revision that is ready.
/// </summary>
internal sealed class KnativePlatform(TrafficTarget target) : TrafficPlatform(target)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.InferenceService;

    /// <inheritdoc/>
    public override ImmutableArray<ClusterResource> Related(JsonObject found)
    {
        KnativeState state = new(found, Target);
        IEnumerable<string> arms = new[] { state.BaselineRevision, state.CanaryRevision }.Where(name => name.Length > 0);
        IEnumerable<ClusterResource> revision = state.BaselineRevision.Length > 0 ? [RevisionNamed(state.BaselineRevision)] : [];
        return [.. revision, .. arms.Select(DeploymentOf)];
    }

    /// <inheritdoc/>
    public override TrafficReading Read(ClusterView view)
    {
        KnativeState state = new(view.Target, Target);
        if (view.Target.Child("spec", Target.Component) is null)
            return new TrafficReading { Problem = $"The InferenceService has no `{Target.Component}`." };
        if (state.Percent is < 0 or > 100)
            return new TrafficReading { Problem = TrafficMessages.NoPercentage("canaryTrafficPercent", state.Percent) };

        return new TrafficReading
        {
            Weight = WeightOf(view, state),
            Routed = state.IsKnown ? state.Routed : null,
            Baseline = PodsOf(view, state.BaselineRevision, state),
            Canary = PodsOf(view, state.CanaryRevision, state),
            OtherDriver = RampOf(view.Target),
            Notes = NotesOf(view, state),
        };
    }

    /// <inheritdoc/>
    public override TrafficEdit Plan(ClusterView view, TrafficAim aim, string rollout)
    {
        KnativeState state = new(view.Target, Target);
        if (view.Target.Child("spec", Target.Component) is null)
            return new TrafficEdit.Impossible($"The InferenceService has no `{Target.Component}`.");
        return aim switch
        {
            TrafficAim.Share share => Shift(view, state, share.Weight, rollout),
            TrafficAim.Mirror { On: false } => new TrafficEdit.Nothing(),
            TrafficAim.Mirror => new TrafficEdit.Impossible(TrafficMessages.KServeHasNoMirror),
            TrafficAim.Promote => Promote(view, state, rollout),
            TrafficAim.Abort => Abort(view, state),
            TrafficAim.Scale { Arm: Arm.Canary, Replicas: 0 } => Unpin(view, state),
            _ => new TrafficEdit.Impossible(TrafficMessages.OneComponentOnKnative),
        };
    }

    /// <inheritdoc/>
    public override string Flaw(JsonObject found, JsonObject wanted) =>
        new KnativeState(wanted, Target).Percent is long percent and (< 0 or > 100)
            ? TrafficMessages.NoPercentage("canaryTrafficPercent", percent)
            : "";

    private TrafficEdit Shift(ClusterView view, KnativeState state, TrafficWeight weight, string rollout)
    {
        if (weight.Parts * 100L % Math.Max(1, weight.Total) != 0)
            return new TrafficEdit.Impossible($"{weight} is no whole percentage, and KServe knows only those.");
        long percent = weight.Parts * 100L / Math.Max(1, weight.Total);
        bool isPromoted = IsPromoted(view.Target, rollout);
        // After the promotion a value below 100 would send traffic back to the model before: the newest revision and the one rolled out are the same then.
        if (isPromoted || (state.Percent is null && !state.HasCanary && state.IsKnown && !MayStart(view)))
        {
            return percent == 0 || isPromoted
                ? new TrafficEdit.Nothing(isPromoted ? "The canary's model is the baseline's." : "")
                : new TrafficEdit.Impossible(TrafficMessages.NoSecondRevision);
        }

        JsonObject wanted = view.Copy();
        JsonObject component = wanted.Child("spec", Target.Component)!;
        if (percent > 0 && MayStart(view))
        {
            ChangeMarks.MarksOf(wanted)[ChangeMarks.BaselineModel] = KnativeModel.Of(view.Target, Target);
            KnativeModel.Write(wanted, Target, Target.CanaryModel);
        }

        if (percent == 0 && state.Percent is null && !state.HasCanary)
            return new TrafficEdit.Nothing();
        if (percent > 0 && wanted.Child("metadata", "annotations") is JsonObject marks)
            marks.Remove(ChangeMarks.AbortedRevision);
        component["canaryTrafficPercent"] = percent;
        return JsonNode.DeepEquals(view.Target, wanted) ? new TrafficEdit.Nothing() : Changed(view, wanted);
    }

    private TrafficEdit Promote(ClusterView view, KnativeState state, string rollout)
    {
        if (IsPromoted(view.Target, rollout))
            return new TrafficEdit.Nothing();
        if (state.Percent is null)
            return new TrafficEdit.Impossible("No canary is out: `canaryTrafficPercent` is absent.");
        if (state.IsKnown && !state.IsReady)
            return new TrafficEdit.Later("The newest revision is not ready.", Soon);
        JsonObject wanted = view.Copy();
        wanted.Child("spec", Target.Component)!.Remove("canaryTrafficPercent");
        JsonObject marks = ChangeMarks.MarksOf(wanted);
        marks[ChangeMarks.Promoted] = rollout;
        marks[ChangeMarks.BeforePromotion] = state.Created;
        marks.Remove(ChangeMarks.BaselineModel);
        marks.Remove(ChangeMarks.AbortedRevision);
        return Changed(view, wanted);
    }

    // Three steps. First 0 %. Then the baseline's model, so that nobody brings the bad one back by taking the field away; still at 0 %, for without the field
    // everything would go to the newest revision that is ready, which is the bad one until the third has started. Only then the field goes (Unpin).
    private TrafficEdit Abort(ClusterView view, KnativeState state)
    {
        if (state.Percent is null && !state.HasCanary)
            return new TrafficEdit.Nothing();
        string model = BaselineModelOf(view, state);
        bool restores = model.Length > 0 && model != KnativeModel.Of(view.Target, Target);
        JsonObject wanted = view.Copy();
        if (state.Percent != 0)
        {
            wanted.Child("spec", Target.Component)!["canaryTrafficPercent"] = 0L;
            return Changed(view, wanted, isLast: model.Length > 0 && !restores);
        }

        if (!restores)
        {
            return new TrafficEdit.Nothing(model.Length > 0
                ? ""
                : TrafficMessages.BaselineModelNotKnown);
        }

        KnativeModel.Write(wanted, Target, model);
        ChangeMarks.MarksOf(wanted)[ChangeMarks.AbortedRevision] = state.Created.Length > 0 ? state.Created : "none";
        return Changed(view, wanted, TrafficMessages.RestoredModel);
    }

    private TrafficEdit Unpin(ClusterView view, KnativeState state)
    {
        string aborted = ChangeMarks.Of(view.Target, ChangeMarks.AbortedRevision);
        if (state.Percent != 0 || aborted.Length == 0 || BaselineModelOf(view, state) != KnativeModel.Of(view.Target, Target))
            return new TrafficEdit.Nothing();
        if (state.Created == aborted || !state.IsReady)
        {
            return state.IsKnown && view.Since < Patience
                ? new TrafficEdit.Later("The revision with the baseline's model is not ready yet.", Soon)
                : new TrafficEdit.Nothing(TrafficMessages.PinStays);
        }

        JsonObject wanted = view.Copy();
        wanted.Child("spec", Target.Component)!.Remove("canaryTrafficPercent");
        ChangeMarks.MarksOf(wanted).Remove(ChangeMarks.AbortedRevision);
        ChangeMarks.MarksOf(wanted).Remove(ChangeMarks.BaselineModel);
        return Changed(view, wanted);
    }

    private bool MayStart(ClusterView view) =>
        Target.CanaryModel.Length > 0 && KnativeModel.Of(view.Target, Target) is { Length: > 0 } model && model != Target.CanaryModel;

    private string BaselineModelOf(ClusterView view, KnativeState state)
    {
        string noted = ChangeMarks.Of(view.Target, ChangeMarks.BaselineModel);
        if (noted.Length > 0)
            return noted;
        return Target.BaselineModel.Length > 0 ? Target.BaselineModel : KnativeModel.OfRevision(view.Find(RevisionNamed(state.BaselineRevision)));
    }

    // Without the field the newest revision has everything as soon as it is ready, unless it is the one rolled out.
    private static TrafficWeight WeightOf(ClusterView view, KnativeState state) => state.Percent switch
    {
        long percent => new TrafficWeight((int)percent),
        // After a promotion the status lags: the revision promoted is no canary.
        null when state.HasCanary && ChangeMarks.Of(view.Target, ChangeMarks.BeforePromotion) != state.Created => TrafficWeight.All,
        _ => TrafficWeight.None,
    };

    private WorkloadCount PodsOf(ClusterView view, string revision, KnativeState state)
    {
        if (revision.Length == 0)
            return default;
        int number = KnativeState.NumberOf(revision);
        if (view.Find(DeploymentOf(revision)) is JsonObject deployment)
            return DeploymentCounts.Of(deployment) with { Revision = number };
        // Knative's own word for it, one for all pods.
        int isReady = revision == state.Created && !state.IsReady ? 0 : 1;
        return new WorkloadCount(1, 1, isReady, number);
    }

    private static string RampOf(JsonObject found)
    {
        string ramp = found.Text("metadata", "annotations", "serving.knative.dev/rollout-duration");
        return ramp.Length == 0 || ramp.StartsWith('0') ? "" : $"Knative's gradual rollout (serving.knative.dev/rollout-duration: {ramp})";
    }

    private static ImmutableArray<string> NotesOf(ClusterView view, KnativeState state)
    {
        List<string> notes = [];
        string transition = view.Target.Text("status", "modelStatus", "transitionStatus");
        if (transition is "BlockedByFailedLoad" or "InvalidSpec")
        {
            JsonObject? failure = view.Target.Child("status", "modelStatus", "lastFailureInfo");
            notes.Add($"KServe says {transition}: {failure.Text("reason")} {failure.Text("message")}".TrimEnd());
        }

        if (view.Target.Text("status", "deploymentMode") is "Standard" or "RawDeployment")
            notes.Add("KServe runs this service without Knative, where `canaryTrafficPercent` is ignored; use the platform for standard mode.");
        if (state.Percent is not null && !state.IsKnown)
            notes.Add("KServe names no revision that was rolled out: nothing is known of the routed traffic.");
        return [.. notes];
    }

    private ClusterResource RevisionNamed(string name) => new(ResourceKinds.Revision, Target.Namespace, name);

    // Knative Serving names the Deployment of a revision so (pkg/reconciler/revision/resources/names).
    private ClusterResource DeploymentOf(string revision) => new(ResourceKinds.Deployment, Target.Namespace, revision + "-deployment");
}
