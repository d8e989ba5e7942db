using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Notebooks.Loading;

/// <summary>Turns refused files into exceptions: in a cell nobody looks at a result that says no.</summary>
internal static class Refusals
{
    /// <summary>What was read.</summary>
    public static T Take<T>(ReadResult<T> result) => result is ReadResult<T>.Read read ? read.Value : throw new RefusedException(result.Said);
}
