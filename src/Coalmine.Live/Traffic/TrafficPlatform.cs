using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic.Platforms;

namespace Coalmine.Live.Traffic;

/// <summary>
/// The rules of one platform, as pure functions of the objects read: how a target stands, and what to write next towards an aim. An aim that needs several
/// writes is planned anew after each of them, from what the objects show; so it goes on after a crash between two of them as if there had been none.
/// </summary>
internal abstract class TrafficPlatform(TrafficTarget target)
{
    /// <summary>The kind of the object that is steered.</summary>
    public abstract ResourceKind Kind { get; }

    /// <summary>What is steered.</summary>
    protected TrafficTarget Target => target;

    /// <summary>The object that is steered.</summary>
    public ClusterResource Resource => new(Kind, target.Namespace, target.Name);

    /// <summary>The rules for a target.</summary>
    public static TrafficPlatform Of(TrafficTarget target) => target.Platform switch
    {
        ServingPlatform.SeldonV1 => new SeldonPlatform(target),
        ServingPlatform.KServeKnative => new KnativePlatform(target),
        ServingPlatform.KServeStandard => new StandardPlatform(target),
        ServingPlatform.Istio => new IstioPlatform(target),
        ServingPlatform.GatewayApi => new GatewayPlatform(target),
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    /// <summary>What to read besides, as far as the object tells.</summary>
    public abstract ImmutableArray<ClusterResource> Related(JsonObject found);

    /// <summary>How the target stands. The marks and the other driver are added by the caller.</summary>
    public abstract TrafficReading Read(ClusterView view);

    /// <summary>What to write next.</summary>
    /// <param name="view">The objects.</param>
    /// <param name="aim">What is wanted.</param>
    /// <param name="rollout">Who wants it.</param>
    public abstract TrafficEdit Plan(ClusterView view, TrafficAim aim, string rollout);

    /// <summary>
    /// What is wrong with an object that is about to be written: weights out of range, a sum that is not the total, an element touched that is nobody's
    /// concern. Empty for nothing. The API server checks little of this (a SeldonDeployment with 75 and 110 passes its schema).
    /// </summary>
    public abstract string Flaw(JsonObject found, JsonObject wanted);

    /// <summary>Whether the canary of this rollout has become the baseline.</summary>
    protected static bool IsPromoted(JsonObject found, string rollout) => ChangeMarks.Of(found, ChangeMarks.Promoted) == rollout;

    /// <summary>A change of the target.</summary>
    protected TrafficEdit.Change Changed(ClusterView view, JsonObject wanted, string note = "", bool isLast = true) =>
        new(Resource, view.Target, wanted, isLast) { Note = note };
}
