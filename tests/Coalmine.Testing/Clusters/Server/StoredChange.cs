using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>A write.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="Kind">What was written.</param>
/// <param name="Namespace">Where.</param>
/// <param name="Before">The object before; nothing where there was none. Of a removed one, the last state, under the version of the removal.</param>
/// <param name="After">The object since; nothing where it is gone.</param>
internal sealed record StoredChange(long Version, ResourceKind Kind, string Namespace, JsonObject? Before, JsonObject? After)
{
    /// <summary>The object's name.</summary>
    public string Name => JsonText.Text(After ?? Before, "metadata", "name");
}
