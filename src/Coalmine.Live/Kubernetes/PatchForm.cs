namespace Coalmine.Live.Kubernetes;

/// <summary>How a patch is written. Custom resources refuse the strategic form with 415, so that it is not offered.</summary>
public enum PatchForm
{
    /// <summary>RFC 6902: a list of operations.</summary>
    Json,

    /// <summary>RFC 7396: an object; lists are replaced whole.</summary>
    Merge,
}
