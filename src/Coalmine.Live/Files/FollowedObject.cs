using Coalmine.Live.Kubernetes;
using Coalmine.Live.Observing;
using Coalmine.Live.Traffic;
using Coalmine.Live.Traffic.Foreign;

namespace Coalmine.Live.Files;

/// <summary>Which rollout is followed. A closed union.</summary>
public abstract record FollowedObject
{
    private FollowedObject()
    {
    }

    /// <summary>The namespace.</summary>
    public abstract string Namespace { get; }

    /// <summary>The object's name.</summary>
    public abstract string Name { get; }

    /// <summary>An Argo Rollout.</summary>
    public sealed record ArgoRollout(string Namespace, string Name) : FollowedObject
    {
        /// <inheritdoc/>
        public override string Namespace { get; } = Namespace;

        /// <inheritdoc/>
        public override string Name { get; } = Name;
    }

    /// <summary>A Flagger Canary.</summary>
    public sealed record FlaggerCanary(string Namespace, string Name) : FollowedObject
    {
        /// <inheritdoc/>
        public override string Namespace { get; } = Namespace;

        /// <inheritdoc/>
        public override string Name { get; } = Name;
    }

    /// <summary>A serving target whose weight somebody shifts.</summary>
    public sealed record Target(TrafficTarget Of) : FollowedObject
    {
        /// <inheritdoc/>
        public override string Namespace => Of.Namespace;

        /// <inheritdoc/>
        public override string Name => Of.Name;
    }

    /// <summary>What looks at it.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="time">Where time comes from.</param>
    public IFollowed In(ClusterClient client, TimeProvider time) => this switch
    {
        ArgoRollout rollout => new ArgoFollowed(new ArgoRollouts(client), rollout.Namespace, rollout.Name),
        FlaggerCanary canary => new FlaggerFollowed(new FlaggerCanaries(client), canary.Namespace, canary.Name),
        Target target => new TargetFollowed(new TrafficControl(client, target.Of, time), target.Of),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
