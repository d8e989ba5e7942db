using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>What a webhook is asked.</summary>
/// <param name="Kind">Kind of the object.</param>
/// <param name="Old">The object before; nothing on a creation.</param>
/// <param name="New">The object that is to be stored; may be changed. Nothing on a deletion.</param>
/// <param name="Subresource">What of it is written; empty for itself.</param>
public sealed record AdmissionRequest(ResourceKind Kind, JsonObject? Old, JsonObject? New, string Subresource);
