using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic;

/// <summary>Whether an order may still be carried out on what was found. A pure function.</summary>
internal static class WriteGuard
{
    /// <summary>Looks for a newer driver, a later change, a foreign edit and a foreign driver, in this order.</summary>
    /// <param name="state">The target as it was just read.</param>
    /// <param name="order">The order.</param>
    /// <param name="aim">What it wants.</param>
    /// <param name="ownVersion">The version that an earlier write of the same order made; empty for none.</param>
    /// <returns>The order's answer; nothing where it may go on.</returns>
    public static TrafficWrite? Check(TargetState state, TrafficOrder order, TrafficAim aim, string ownVersion)
    {
        TrafficReading reading = state.Reading;
        if (reading.Fence > order.Fence)
            return new TrafficWrite.Fenced(reading.Fence);
        if (reading.LastChange == order.Change)
            return new TrafficWrite.Applied(reading.ResourceVersion, "");
        if (ChangeMarks.IsLater(reading.LastChange, order))
            return new TrafficWrite.Refused($"The target bears the later change {reading.LastChange}; {order.Change} has been overtaken.");
        // A stage of the same change has been written: the weight may be a new one, and it is ours.
        bool isUnderway = reading.LastChange == order.Change + ChangeMarks.Unfinished || ownVersion.Length > 0;
        if (!isUnderway && order.Expected is TrafficWeight expected && reading.Weight.CompareTo(expected) != 0 && !Reaches(aim, reading))
            return new TrafficWrite.EditedBySomebodyElse(reading.Weight, $"{expected} was expected, {reading.Weight} is there{Editor(state.View!.Target)}.");
        bool isOurs = ChangeMarks.Of(state.View!.Target, ChangeMarks.Rollout) == order.Rollout;
        if (reading.OtherDriver.Length > 0 && !(isOurs && aim.IsRetreat))
            return new TrafficWrite.Refused($"Somebody else steers {state.View.Target.Text("metadata", "name")}: {reading.OtherDriver}.");
        return null;
    }

    private static bool Reaches(TrafficAim aim, TrafficReading reading) => aim switch
    {
        TrafficAim.Share share => reading.Weight.CompareTo(share.Weight) == 0,
        TrafficAim.Mirror mirror => reading.IsMirroring == mirror.On,
        TrafficAim.Abort => reading.Weight.Parts == 0,
        _ => false,
    };

    private static string Editor(JsonObject found)
    {
        JsonObject? latest = found.Items("metadata", "managedFields").OfType<JsonObject>()
            .Where(entry => entry.Text("manager") != ClusterClient.FieldManager && entry.Text("subresource").Length == 0)
            .OrderBy(entry => entry.Text("time"), StringComparer.Ordinal).LastOrDefault();
        return latest is null ? "" : $", last written by {latest.Text("manager")} at {latest.Text("time")}";
    }
}
