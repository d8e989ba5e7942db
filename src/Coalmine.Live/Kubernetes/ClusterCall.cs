using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>One request.</summary>
/// <param name="Method">What to do.</param>
/// <param name="Path">Where, with its query.</param>
/// <param name="ContentType">The body's form; empty without one.</param>
/// <param name="Body">The body.</param>
internal readonly record struct ClusterCall(HttpMethod Method, string Path, string ContentType = "", JsonNode? Body = null)
{
    /// <summary>Whether the server is asked to change something. A dry run counts too: nothing is lost by looking again.</summary>
    public bool IsWrite => Method != HttpMethod.Get;
}
