using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>
/// KServe without Knative, the list form <c>spec.canary</c> of v0.20.0 (<c>inference_service_validation.go</c>, <c>validateCanarySpecs</c>). That release
/// starts the canary but routes nothing to it; what is routed is read from the HTTPRoute, never inferred from the InferenceService.
/// </summary>
internal sealed class StandardPlatform(TrafficTarget target) : TrafficPlatform(target)
{
    // What says how many pods: the place's, and forbidden on a canary anyway.
    private static readonly string[] Scaling =
        ["minReplicas", "maxReplicas", "scaleTarget", "scaleMetric", "scaleMetricType", "autoScaling", "containerConcurrency"];

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.InferenceService;

    private ClusterResource[] Routes =>
    [
        new ClusterResource(ResourceKinds.HttpRoute, Target.Namespace, $"{Target.Name}-predictor"),
        new ClusterResource(ResourceKinds.HttpRoute, Target.Namespace, Target.Name),
    ];

    private ClusterResource StablePods => new(ResourceKinds.Deployment, Target.Namespace, $"{Target.Name}-predictor");

    private ClusterResource CanaryPods => new(ResourceKinds.Deployment, Target.Namespace, $"{Target.Name}-{Target.Canary}");

    /// <inheritdoc/>
    public override ImmutableArray<ClusterResource> Related(JsonObject found) => [.. Routes, StablePods, CanaryPods];

    /// <inheritdoc/>
    public override TrafficReading Read(ClusterView view)
    {
        JsonArray list = view.Target.Items("spec", "canary");
        JsonObject? canary = CanaryIn(list);
        long percent = PercentOf(canary);
        if (percent is < 0 or > 100)
            return new TrafficReading { Problem = TrafficMessages.NoPercentage("trafficPercent", percent) };
        List<string> notes = [];
        JsonObject? status = view.Target.Items("status", "canaryStatuses").Named("name", Target.Canary);
        return new TrafficReading
        {
            Weight = new TrafficWeight((int)percent),
            Routed = Routed(view, canary is not null, notes),
            Baseline = view.Find(StablePods) is JsonObject stable ? DeploymentCounts.Of(stable) : default,
            Canary = canary is null ? default : view.Find(CanaryPods) is JsonObject pods ? DeploymentCounts.Of(pods) : Told(status),
            Notes = [.. notes],
        };
    }

    /// <inheritdoc/>
    public override TrafficEdit Plan(ClusterView view, TrafficAim aim, string rollout) => aim switch
    {
        TrafficAim.Share share => Shift(view, share.Weight),
        TrafficAim.Mirror { On: false } => new TrafficEdit.Nothing(),
        TrafficAim.Mirror => new TrafficEdit.Impossible(TrafficMessages.KServeHasNoMirror),
        TrafficAim.Promote => Promote(view, rollout),
        TrafficAim.Abort => Remove(view),
        TrafficAim.Scale { Arm: Arm.Canary, Replicas: 0 } => PercentOf(CanaryIn(view.Target.Items("spec", "canary"))) == 0
            ? Remove(view)
            : new TrafficEdit.Impossible($"The canary `{Target.Canary}` still has a share; take that first."),
        TrafficAim.Scale scale => Scale(view, scale),
        _ => throw new ArgumentOutOfRangeException(nameof(aim)),
    };

    /// <inheritdoc/>
    public override string Flaw(JsonObject found, JsonObject wanted)
    {
        JsonObject[] all = [.. wanted.Items("spec", "canary").OfType<JsonObject>()];
        if (all.Any(canary => PercentOf(canary) is < 0 or > 100) || all.Sum(PercentOf) > 100)
            return "The percentages of the canaries are not within 0 to 100 together.";
        return RouteArms.AreAlike([.. Others(found)], [.. Others(wanted)]) ? "" : TrafficMessages.ForeignElement;
    }

    private TrafficEdit Shift(ClusterView view, TrafficWeight weight)
    {
        JsonObject wanted = view.Copy();
        if (CanaryIn(wanted.Items("spec", "canary")) is not JsonObject canary)
        {
            return weight.Parts == 0
                ? new TrafficEdit.Nothing()
                : new TrafficEdit.Impossible(TrafficMessages.NoCanaryElement(Target.Canary));
        }

        long others = Others(wanted).Sum(PercentOf);
        WeightSplit now = new(100 - others - PercentOf(canary), PercentOf(canary), others);
        if (now.With(weight, 100, out string problem) is not WeightSplit split)
            return new TrafficEdit.Impossible(problem);
        if (split.Canary == PercentOf(canary))
            return new TrafficEdit.Nothing();
        canary["trafficPercent"] = split.Canary;
        return Changed(view, wanted);
    }

    // In one patch: the name with the model, so that the canary's pods become the baseline's and none is started anew (components/predictor.go).
    private TrafficEdit Promote(ClusterView view, string rollout)
    {
        if (IsPromoted(view.Target, rollout))
            return new TrafficEdit.Nothing();
        JsonObject wanted = view.Copy();
        JsonArray list = wanted.Items("spec", "canary");
        if (CanaryIn(list) is not JsonObject canary || wanted.Child("spec", "predictor") is not JsonObject stable)
            return new TrafficEdit.Impossible(TrafficMessages.NoCanaryElement(Target.Canary));
        foreach (string member in stable.Select(member => member.Key).Except(Scaling).ToArray())
            stable.Remove(member);
        foreach ((string member, JsonNode? value) in (canary.Child("predictor") ?? []).Where(member => !Scaling.Contains(member.Key)))
            stable[member] = value?.DeepClone();
        Drop(wanted, list, canary);
        ChangeMarks.MarksOf(wanted)[ChangeMarks.Promoted] = rollout;
        return Changed(view, wanted);
    }

    private TrafficEdit Remove(ClusterView view)
    {
        JsonObject wanted = view.Copy();
        JsonArray list = wanted.Items("spec", "canary");
        if (CanaryIn(list) is not JsonObject canary)
            return new TrafficEdit.Nothing();
        ChangeMarks.MarksOf(wanted)[ChangeMarks.Removed] = canary.ToJsonString();
        Drop(wanted, list, canary);
        return Changed(view, wanted, $"The canary `{Target.Canary}` is taken out; it is kept in the annotation {ChangeMarks.Removed}.");
    }

    private TrafficEdit Scale(ClusterView view, TrafficAim.Scale scale)
    {
        JsonObject wanted = view.Copy();
        JsonObject? predictor = scale.Arm == Arm.Canary
            ? CanaryIn(wanted.Items("spec", "canary")).Child("predictor")
            : wanted.Child("spec", "predictor");
        if (predictor is null || scale.Replicas < 1)
            return new TrafficEdit.Impossible("There is no such arm to scale, or nothing would be left of it.");
        predictor["minReplicas"] = scale.Replicas;
        return JsonNode.DeepEquals(view.Target, wanted) ? new TrafficEdit.Nothing() : Changed(view, wanted);
    }

    private TrafficWeight? Routed(ClusterView view, bool hasCanary, List<string> notes)
    {
        JsonObject? route = Routes.Select(view.Find).FirstOrDefault(found => found is not null);
        if (route is null)
        {
            notes.Add($"What the routers were told cannot be seen: {string.Join(' ', Routes.Select(view.WhyNot))}");
            return null;
        }

        foreach (JsonObject rule in route.Items("spec", "rules").OfType<JsonObject>())
        {
            JsonObject[] backends = [.. rule.Items("backendRefs").OfType<JsonObject>()];
            long canary = backends.Where(IsCanary).Sum(GatewayPlatform.WeightOf);
            long sum = backends.Sum(GatewayPlatform.WeightOf);
            if (backends.Any(IsCanary))
                return new WeightSplit(sum - canary, canary, 0).Weight;
        }

        if (hasCanary)
            notes.Add(TrafficMessages.RoutesNothing);
        return TrafficWeight.None;
    }

    private bool IsCanary(JsonObject backend)
    {
        string name = backend.Text("name");
        return name == Target.Canary || name.EndsWith("-" + Target.Canary, StringComparison.Ordinal)
            || name.Contains($"-{Target.Canary}-", StringComparison.Ordinal) || name == $"{Target.Canary}-predictor";
    }

    private JsonObject? CanaryIn(JsonArray list) =>
        list.OfType<JsonObject>().FirstOrDefault(canary => canary.Text("predictor", "name") == Target.Canary);

    private IEnumerable<JsonObject> Others(JsonObject found) =>
        found.Items("spec", "canary").OfType<JsonObject>().Where(canary => canary.Text("predictor", "name") != Target.Canary);

    private static long PercentOf(JsonObject? canary) => canary.Number("trafficPercent") ?? 0;

    private static WorkloadCount Told(JsonObject? status) => new(1, status is null ? 0 : 1, status.IsTrue("ready") ? 1 : 0, 0);

    private static void Drop(JsonObject wanted, JsonArray list, JsonObject canary)
    {
        list.Remove(canary);
        if (list.Count == 0)
            wanted.Child("spec")!.Remove("canary");
    }
}
