namespace Coalmine.Testing.Clusters.Patches;

/// <summary>A patch that does not fit the object; the server says no more than that.</summary>
internal sealed class PatchException(string message) : Exception(message);
