namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>Where an argument's value comes from. Closed: the nested records are all there are.</summary>
public abstract record ArgumentValue
{
    private ArgumentValue()
    {
    }

    /// <summary>A text.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : ArgumentValue;

    /// <summary>A key of a secret; only a cluster knows it.</summary>
    /// <param name="Name">The secret.</param>
    /// <param name="Key">The key in it.</param>
    public sealed record Secret(string Name, string Key) : ArgumentValue;

    /// <summary>The hash of a version's pod template; only in a rollout.</summary>
    /// <param name="IsLatest">The canary's (<c>Latest</c>) or the stable one's (<c>Stable</c>).</param>
    public sealed record PodTemplateHash(bool IsLatest) : ArgumentValue;

    /// <summary>A field of the rollout; only in a rollout.</summary>
    /// <param name="Path">Its path.</param>
    public sealed record Field(string Path) : ArgumentValue;
}
