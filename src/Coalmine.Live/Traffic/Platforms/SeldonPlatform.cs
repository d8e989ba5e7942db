using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>
/// Seldon Core v1.18.2. The canary is a predictor of <c>spec.predictors</c>, its share the member <c>traffic</c>, which is absent for 0. The operator writes
/// routes only while every Deployment of the resource is ready (<c>seldondeployment_controller.go</c>, <c>completeServiceCreation</c>): a weight of 0 for a
/// canary that crash-loops moves nothing, taking the predictor out does.
/// </summary>
internal sealed class SeldonPlatform(TrafficTarget target) : TrafficPlatform(target)
{
    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.SeldonDeployment;

    private ClusterResource Routes => new(ResourceKinds.VirtualService, Target.Namespace, Target.Name);

    /// <inheritdoc/>
    public override ImmutableArray<ClusterResource> Related(JsonObject found) =>
        [Routes, .. SeldonPods.Names(found).Select(name => new ClusterResource(ResourceKinds.Deployment, Target.Namespace, name))];

    /// <inheritdoc/>
    public override TrafficReading Read(ClusterView view)
    {
        SeldonArms arms = new(view.Target, Target);
        if (arms.Stable is null)
            return new TrafficReading { Problem = arms.NoStable };
        if (arms.Weight is not TrafficWeight weight)
            return new TrafficReading { Problem = $"The weights of the predictors ({arms.Weights}) are no shares of 100." };
        List<string> notes = [];
        TrafficWeight? routed = Routed(view, weight, notes);
        string description = view.Target.Text("status", "description");
        if (view.Target.Text("status", "state") == "Failed")
            notes.Add($"Seldon says Failed: {description}");
        return new TrafficReading
        {
            Weight = weight,
            Routed = routed,
            IsMirroring = arms.IsShadow,
            Baseline = SeldonPods.Count(view, Target, arms.Stable, Target.Baseline),
            Canary = arms.Canary is null ? default : SeldonPods.Count(view, Target, arms.Canary, Target.Canary),
            Notes = [.. notes],
        };
    }

    /// <inheritdoc/>
    public override TrafficEdit Plan(ClusterView view, TrafficAim aim, string rollout)
    {
        SeldonArms arms = new(view.Target, Target);
        if (arms.Stable is null)
            return new TrafficEdit.Impossible(arms.NoStable);
        return aim switch
        {
            TrafficAim.Share share => Shift(view, arms, share.Weight, rollout),
            TrafficAim.Mirror mirror => Mirror(view, arms, mirror.On),
            TrafficAim.Promote => Promote(view, arms, rollout),
            TrafficAim.Abort => arms.Canary is null ? new TrafficEdit.Nothing() : Remove(view),
            TrafficAim.Scale { Arm: Arm.Canary, Replicas: 0 } => Retire(view, arms),
            TrafficAim.Scale scale => Scale(view, arms, scale),
            _ => throw new ArgumentOutOfRangeException(nameof(aim)),
        };
    }

    /// <inheritdoc/>
    public override string Flaw(JsonObject found, JsonObject wanted)
    {
        SeldonArms before = new(found, Target);
        SeldonArms after = new(wanted, Target);
        if (after.Predictors.Any(predictor => SeldonArms.TrafficOf(predictor) is < 0 or > 100))
            return $"A weight is out of 0 to 100: {after.Weights}.";
        // The webhook's rule (checkTraffic): several must have exactly 100 together; one alone may have 0 as well, which means everything.
        long sum = after.Serving.Sum(SeldonArms.TrafficOf);
        if (after.Serving.Length > 1 ? sum != 100 : sum is not (0 or 100))
            return $"The weights do not sum to 100: {after.Weights}.";
        return RouteArms.AreAlike([.. before.Others], [.. after.Others]) ? "" : TrafficMessages.ForeignElement;
    }

    private TrafficEdit Shift(ClusterView view, SeldonArms arms, TrafficWeight weight, string rollout)
    {
        if (arms.Canary is null || arms.IsShadow)
        {
            return weight.Parts == 0
                ? new TrafficEdit.Nothing()
                : new TrafficEdit.Impossible(arms.Canary is null
                    ? $"There is no predictor `{Target.Canary}` to give {weight} to; there are: {arms.Names}."
                    : $"The predictor `{Target.Canary}` is a shadow: it takes no share before mirroring ends.");
        }

        if (weight.Parts == 0 && IsPromoted(view.Target, rollout))
            return IsReady(view, arms) ? Remove(view) : new TrafficEdit.Later(TrafficMessages.NotAllReady, Soon);
        // A canary that is not ready keeps its traffic for as long as it is listed.
        if (weight.Parts == 0 && !IsReady(view, arms) && (arms.Split.Canary > 0 || Told(view) > TrafficWeight.None))
            return Remove(view);
        if (arms.Split.With(weight, 100, out string problem) is not WeightSplit split)
            return new TrafficEdit.Impossible(problem);
        JsonObject wanted = view.Copy();
        new SeldonArms(wanted, Target).Write(split);
        return Same(view, wanted) ? new TrafficEdit.Nothing() : Changed(view, wanted);
    }

    private TrafficEdit Mirror(ClusterView view, SeldonArms arms, bool on)
    {
        if (arms.Canary is null)
        {
            return on
                ? new TrafficEdit.Impossible($"There is no predictor `{Target.Canary}` to mirror to; there are: {arms.Names}.")
                : new TrafficEdit.Nothing();
        }

        if (arms.IsShadow == on)
            return new TrafficEdit.Nothing();
        if (on && arms.Predictors.Any(predictor => predictor.IsTrue("shadow")))
            return new TrafficEdit.Impossible("Another predictor is a shadow already, and Seldon takes one only.");
        JsonObject wanted = view.Copy();
        SeldonArms after = new(wanted, Target);
        after.Write(arms.Split with { Canary = 0, Baseline = 100 - arms.Split.Others });
        if (on)
        {
            // Absent and 0 would mean everything too, but only to those who know (seldondeployment_controller.go).
            after.Canary!["shadow"] = true;
            after.Canary["traffic"] = 100L;
        }
        else
        {
            after.Canary!.Remove("shadow");
            after.Canary["traffic"] = 0L;
        }

        return Changed(view, wanted);
    }

    private TrafficEdit Promote(ClusterView view, SeldonArms arms, string rollout)
    {
        bool isDone = IsPromoted(view.Target, rollout);
        if (isDone || arms.Canary is null)
            return isDone ? new TrafficEdit.Nothing() : new TrafficEdit.Impossible($"There is no predictor `{Target.Canary}` to promote.");
        if (arms.IsShadow)
            return new TrafficEdit.Impossible($"The predictor `{Target.Canary}` is a shadow: it serves nobody yet.");
        if (arms.Split.With(TrafficWeight.All, 100, out _) is WeightSplit all && arms.Split != all)
        {
            JsonObject shifted = view.Copy();
            new SeldonArms(shifted, Target).Write(all);
            return Changed(view, shifted, isLast: false);
        }

        // The baseline's pods are replaced now; until the routers send everything to the canary, that would be felt.
        if (Read(view).Routed is not TrafficWeight routed || routed < arms.Weight)
            return new TrafficEdit.Later(TrafficMessages.RoutersLag, Soon);
        JsonObject wanted = view.Copy();
        SeldonArms after = new(wanted, Target);
        SeldonModel.Copy(from: after.Canary!, to: after.Stable!);
        JsonObject marks = ChangeMarks.MarksOf(wanted);
        marks[ChangeMarks.Promoted] = rollout;
        marks[ChangeMarks.BeforePromotion] = SeldonPods.Remember(view, Target);
        return Changed(view, wanted);
    }

    private TrafficEdit Retire(ClusterView view, SeldonArms arms)
    {
        if (arms.Canary is null)
            return new TrafficEdit.Nothing();
        return arms.IsShadow || SeldonArms.TrafficOf(arms.Canary) == 0
            ? Remove(view)
            : new TrafficEdit.Impossible($"The predictor `{Target.Canary}` still has a share of {SeldonArms.TrafficOf(arms.Canary)}; take that first.");
    }

    private TrafficEdit Scale(ClusterView view, SeldonArms arms, TrafficAim.Scale scale)
    {
        if (scale.Replicas < 1)
            return new TrafficEdit.Impossible("The baseline is not scaled to nothing.");
        if (scale.Arm == Arm.Canary && arms.Canary is null)
            return new TrafficEdit.Impossible($"There is no predictor `{Target.Canary}` to scale.");
        JsonObject wanted = view.Copy();
        SeldonArms after = new(wanted, Target);
        (scale.Arm == Arm.Canary ? after.Canary! : after.Stable!)["replicas"] = scale.Replicas;
        return Same(view, wanted) ? new TrafficEdit.Nothing() : Changed(view, wanted);
    }

    // Both in one patch: the webhook refuses a single predictor whose weight is between 1 and 99.
    private TrafficEdit.Change Remove(ClusterView view)
    {
        JsonObject wanted = view.Copy();
        SeldonArms after = new(wanted, Target);
        string removed = after.Canary!.ToJsonString();
        after.Write(after.Split with { Canary = 0, Baseline = 100 - after.Split.Others });
        after.List.Remove(after.Canary);
        if (removed.Length <= MostRemoved)
            ChangeMarks.MarksOf(wanted)[ChangeMarks.Removed] = removed;
        return Changed(view, wanted, $"The predictor `{Target.Canary}` is taken out; it is kept in the annotation {ChangeMarks.Removed}.");
    }

    private TrafficWeight? Routed(ClusterView view, TrafficWeight weight, List<string> notes)
    {
        if (view.Find(Routes) is not JsonObject routes)
        {
            string why = view.WhyNot(Routes);
            notes.Add(TrafficMessages.Settles(Target.Settle, $"What the routers were told cannot be seen ({why})"));
            return view.Since >= Target.Settle && IsAvailable(view) ? weight : null;
        }

        TrafficWeight? told = SeldonRoutes.Told(routes, Target);
        if (told is null)
            notes.Add("The routes of the derived VirtualService do not agree with each other.");
        else if (told.Value.CompareTo(weight) != 0)
            notes.Add($"The routers have been told {told}; {weight} is asked for.");
        return IsAvailable(view) ? told : null;
    }

    private TrafficWeight? Told(ClusterView view) => view.Find(Routes) is JsonObject routes ? SeldonRoutes.Told(routes, Target) : null;

    private static bool IsAvailable(ClusterView view) => view.Target.Text("status", "state") == "Available";

    private bool IsReady(ClusterView view, SeldonArms arms) => IsAvailable(view) && arms.Predictors.All(predictor =>
        SeldonPods.Count(view, Target, predictor, predictor.Text("name")) is { Available: > 0 } pods && pods.Available >= pods.Created);

    private static bool Same(ClusterView view, JsonObject wanted) => JsonNode.DeepEquals(view.Target, wanted);

    private const int MostRemoved = 64 << 10;

    private static TimeSpan Soon => TimeSpan.FromSeconds(2);
}
