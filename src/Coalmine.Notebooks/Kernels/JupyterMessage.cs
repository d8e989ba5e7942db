using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Coalmine.Notebooks.Kernels;

/// <summary>A message of Jupyter's protocol.</summary>
/// <param name="Route">What stood before its delimiter; an answer bears the same.</param>
/// <param name="Header">Its header; with the texts <c>msg_id</c> and <c>msg_type</c>.</param>
/// <param name="Content">Its content.</param>
internal sealed record JupyterMessage(ImmutableArray<ReadOnlyMemory<byte>> Route, JsonObject Header, JsonObject Content)
{
    /// <summary>What it asks for.</summary>
    public string Type => JsonReading.Text(Header, "msg_type") ?? "";
}
