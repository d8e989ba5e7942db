using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>A change to an object.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="Body">The operations, or the object.</param>
/// <param name="Subresource"><c>status</c> or nothing. A status sent to the object itself is ignored by the server without a word.</param>
/// <param name="DryRun">Whether the server is to check and answer only (<c>dryRun=All</c>).</param>
public sealed record ClusterPatch(PatchForm Form, JsonNode Body, string Subresource = "", bool DryRun = false);
