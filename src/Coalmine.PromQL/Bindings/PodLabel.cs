using System.Globalization;

namespace Coalmine.PromQL.Bindings;

/// <summary>A label that holds a pod's name.</summary>
/// <param name="Name">The label.</param>
/// <param name="Baseline">What the names of the baseline's pods begin with.</param>
/// <param name="Canary">What the names of the canary's pods begin with.</param>
/// <param name="HasHash">Whether the hash of a replica set stands between that and the pod's own part, as with Deployments.</param>
public sealed record PodLabel(string Name, string Baseline, string Canary, bool HasHash)
{
    /// <summary>The name of a pod.</summary>
    /// <param name="isCanary">Whose pod it is.</param>
    /// <param name="pod">Its number in its arm, from 0.</param>
    public string Of(bool isCanary, int pod)
    {
        string begin = isCanary ? Canary : Baseline;
        string hash = isCanary ? "7c9d5b6f4" : "5f8b6d9c7";
        return HasHash
            ? string.Create(CultureInfo.InvariantCulture, $"{begin}-{hash}-p{pod:x4}")
            : string.Create(CultureInfo.InvariantCulture, $"{begin}-{pod}");
    }
}
