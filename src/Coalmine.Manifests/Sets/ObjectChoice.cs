using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Manifests.Sets;

/// <summary>
/// Chooses the object that a name means where files give several. A cluster has one of each name, the one that was applied last; files that are read together
/// are often two states of one cluster (a policy before and after a change), so that each object takes its own file's, whatever the order of the files is.
/// </summary>
internal static class ObjectChoice
{
    /// <summary>
    /// The object that is meant: one of the owner's file before those of others, and one of the very namespace before one that does not say its own; nothing
    /// where there is none. Objects that say the same are as good as one.
    /// </summary>
    /// <param name="candidates">What bears the name.</param>
    /// <param name="originOf">The object of a candidate.</param>
    /// <param name="owner">The object that names it.</param>
    /// <param name="space">The namespace that is meant; may be empty.</param>
    /// <param name="doubt">An error where candidates that differ are left, with the places of two of them; the last is chosen then.</param>
    public static T? Of<T>(IEnumerable<T> candidates, Func<T, KubernetesObject> originOf, KubernetesObject owner, string space, out Message? doubt)
        where T : class
    {
        T[] left = Nearest([.. candidates], candidate => originOf(candidate).File == owner.File);
        left = Nearest(left, candidate => originOf(candidate).Namespace == space);
        doubt = null;
        if (left is not [.., var chosen])
            return null;
        KubernetesObject last = originOf(chosen);
        if (Array.Find(left, candidate => !SaysTheSame(originOf(candidate), last)) is { } other)
            doubt = Messages.ObjectAmbiguous(last.ToString(), PlaceOf(originOf(other)), PlaceOf(last), owner.ToString());
        return chosen;
    }

    private static T[] Nearest<T>(T[] candidates, Predicate<T> isNear) => Array.Exists(candidates, isNear) ? Array.FindAll(candidates, isNear) : candidates;

    private static bool SaysTheSame(KubernetesObject one, KubernetesObject other) => NodeComparison.FirstDifference([one.Root], [other.Root]) is null;

    private static string PlaceOf(KubernetesObject found)
    {
        ManifestPlace name = found.Place["metadata"]["name"];
        return $"{name.File}:{name.Start}";
    }
}
