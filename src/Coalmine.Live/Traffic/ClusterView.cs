using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Traffic;

/// <summary>The objects that a platform's rules look at, read one after another.</summary>
/// <param name="Target">The object that is steered.</param>
/// <param name="Related">What was asked for besides, with what the server said.</param>
/// <param name="Since">How long the target has stood as it does, by our own clock from when we first saw it so.</param>
internal sealed record ClusterView(JsonObject Target, IReadOnlyDictionary<ClusterResource, ClusterAnswer> Related, TimeSpan Since)
{
    /// <summary>A related object; nothing where it could not be read.</summary>
    public JsonObject? Find(ClusterResource resource) => Related.GetValueOrDefault(resource) is ClusterAnswer.Ok ok ? ok.Body : null;

    /// <summary>Why a related object could not be read; empty where it was, or was not asked for.</summary>
    public string WhyNot(ClusterResource resource) =>
        Related.TryGetValue(resource, out ClusterAnswer? answer) && answer is not ClusterAnswer.Ok ? answer.Text : "";

    /// <summary>A copy of the target to change.</summary>
    public JsonObject Copy() => (JsonObject)Target.DeepClone();
}
