namespace Coalmine.Testing.Clusters.Patches;

/// <summary>Who writes, and how.</summary>
/// <param name="Name">The manager's name.</param>
/// <param name="Applies">Whether by server-side apply, in contrast to an update.</param>
/// <param name="ApiVersion">The version that it wrote with.</param>
internal readonly record struct FieldOwner(string Name, bool Applies, string ApiVersion);
