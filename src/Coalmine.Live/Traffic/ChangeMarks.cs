using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;

namespace Coalmine.Live.Traffic;

/// <summary>
/// Annotations that every write of ours bears, in the same patch as the change itself, so that both are there or neither: by them a change is recognised whose
/// answer was lost, and an older driver learns that there is a newer one.
/// </summary>
internal static class ChangeMarks
{
    /// <summary>
    /// The change (<see cref="TrafficOrder.Change"/>); with <see cref="Unfinished"/> behind it where writes of the same change are still to come.
    /// </summary>
    public const string Change = "coalmine.dev/change";

    /// <summary>The fence of the driver that wrote.</summary>
    public const string Fence = "coalmine.dev/fence";

    /// <summary>The rollout that wrote.</summary>
    public const string Rollout = "coalmine.dev/rollout";

    /// <summary>The rollout whose canary has become the baseline.</summary>
    public const string Promoted = "coalmine.dev/promoted";

    /// <summary>A list element that was taken out, as JSON, to look at or to put back by hand.</summary>
    public const string Removed = "coalmine.dev/removed";

    /// <summary>Address of the baseline's model before the canary's was written.</summary>
    public const string BaselineModel = "coalmine.dev/baseline-model";

    /// <summary>The newest revision when the baseline's model was put back: a later one holds the baseline's model again.</summary>
    public const string AbortedRevision = "coalmine.dev/aborted-revision";

    /// <summary>
    /// What stood when the baseline was given the canary's model. Seldon: the sum of the revisions of its Deployments, and their names. KServe: the revision.
    /// </summary>
    public const string BeforePromotion = "coalmine.dev/before-promotion";

    /// <summary>Follows the change's name while more writes of it are to come.</summary>
    public const string Unfinished = "+";

    private const string Family = "coalmine.dev/";

    /// <summary>The value of an annotation; empty where it is absent.</summary>
    public static string Of(JsonObject found, string mark) => found.Text("metadata", "annotations", mark);

    /// <summary>The fence that an object bears; 0 for none, and for one that cannot be read, which no driver of ours has written.</summary>
    public static long FenceOf(JsonObject found) =>
        long.TryParse(Of(found, Fence), NumberStyles.None, CultureInfo.InvariantCulture, out long fence) ? fence : 0;

    /// <summary>Marks an object as changed on order.</summary>
    public static void Write(JsonObject wanted, TrafficOrder order, bool isLast)
    {
        JsonObject marks = MarksOf(wanted);
        marks[Change] = isLast ? order.Change : order.Change + Unfinished;
        marks[Fence] = Math.Max(order.Fence, FenceOf(wanted)).ToString(CultureInfo.InvariantCulture);
        marks[Rollout] = order.Rollout;
    }

    /// <summary>The annotations of an object, made where there are none.</summary>
    public static JsonObject MarksOf(JsonObject wanted) => wanted.Made("metadata").Made("annotations");

    /// <summary>Whether a line of a difference tells of marks only, which nobody needs to read.</summary>
    public static bool IsMark(string line) =>
        line.Contains(Family, StringComparison.Ordinal) && line.Contains("metadata.annotations", StringComparison.Ordinal);

    /// <summary>
    /// Whether a change is later than an order of the same rollout: then the order has been overtaken, a shift by a rollback for instance, and must not be
    /// carried out any more.
    /// </summary>
    public static bool IsLater(string change, TrafficOrder order)
    {
        string prefix = order.Rollout + "/";
        if (!change.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        string[] parts = change[prefix.Length..].TrimEnd(Unfinished[0]).Split('.');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long entry)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int effect)
            && (entry, effect).CompareTo((order.Entry, order.Effect)) > 0;
    }
}
