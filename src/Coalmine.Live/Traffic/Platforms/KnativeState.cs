using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>What an InferenceService on Knative shows of one component (KServe v0.15 to v0.20, <c>inference_service_status.go</c>).</summary>
internal sealed class KnativeState(JsonObject found, TrafficTarget target)
{
    private readonly JsonObject? _status = found.Child("status", "components", target.Component);

    /// <summary>The percentage asked for; nothing where the field is absent.</summary>
    public long? Percent => found.Number("spec", target.Component, "canaryTrafficPercent");

    /// <summary>The newest revision made.</summary>
    public string Created => _status.Text("latestCreatedRevision");

    /// <summary>The newest revision that is ready; "latest" means this one.</summary>
    public string Ready => _status.Text("latestReadyRevision");

    /// <summary>The revision that last had everything.</summary>
    public string RolledOut => _status.Text("latestRolledoutRevision");

    /// <summary>The revision that had everything before.</summary>
    public string Previous => _status.Text("previousRolledoutRevision");

    /// <summary>Whether a revision waits beside the one that was rolled out. Nothing is known where nothing was rolled out yet.</summary>
    public bool HasCanary => Created.Length > 0 && RolledOut.Length > 0 && Created != RolledOut;

    /// <summary>Whether the operator has written anything.</summary>
    public bool IsKnown => RolledOut.Length > 0;

    /// <summary>
    /// The baseline's revision: the one rolled out, but while the percentage stands at 100 the canary counts as rolled out, and the baseline is the one before.
    /// </summary>
    public string BaselineRevision => Percent is not null && RolledOut == Created && Previous.Length > 0 ? Previous : RolledOut;

    /// <summary>The canary's revision; empty where there is none.</summary>
    public string CanaryRevision => Percent is null && !HasCanary ? "" : Created == BaselineRevision ? "" : Created;

    /// <summary>Whether the newest revision is ready, and the service with it.</summary>
    public bool IsReady => Created.Length > 0 && Ready == Created && Conditions.Condition("Ready") == "True";

    /// <summary>Conditions of the service.</summary>
    public JsonArray Conditions => found.Items("status", "conditions");

    /// <summary>
    /// The canary's share as Knative's route has it; nothing where it does not say, or the share is on its way. A revision that is not ready has nothing yet.
    /// </summary>
    public TrafficWeight? Routed
    {
        get
        {
            JsonObject[] routes = [.. _status.Items("traffic").OfType<JsonObject>()];
            if (routes.Length == 0 || Conditions.Condition("PredictorRouteReady") == "False")
                return null;
            long all = routes.Sum(route => route.Number("percent") ?? 0);
            if (all != 100)
                return null;
            long canary = routes.Where(route => CanaryRevision.Length > 0 && RevisionOf(route) == CanaryRevision).Sum(route => route.Number("percent") ?? 0);
            return canary > 0 && !IsReady ? null : new TrafficWeight((int)Math.Clamp(canary, 0, 100));
        }
    }

    /// <summary>Number of a revision by its name, which ends with it; 0 where it does not.</summary>
    public static int NumberOf(string revision)
    {
        string number = revision[(revision.LastIndexOf('-') + 1)..];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
    }

    private string RevisionOf(JsonObject route)
    {
        string name = route.Text("revisionName");
        return name.Length > 0 ? name : route.IsTrue("latestRevision") ? Ready : "";
    }
}
