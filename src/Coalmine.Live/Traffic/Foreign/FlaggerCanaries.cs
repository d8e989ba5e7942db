using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Traffic.Foreign;

/// <summary>Reads Flagger's Canaries. It takes no orders but by its webhooks, and so none are given here.</summary>
public sealed class FlaggerCanaries(ClusterClient client)
{
    /// <summary>How a Canary stands. A pure function of the object.</summary>
    public static FlaggerReading Read(JsonObject canary)
    {
        ArgumentNullException.ThrowIfNull(canary);
        JsonObject? status = canary.Child("status");
        // Up to v0.x the analysis was called canaryAnalysis; both are read, the newer one first.
        JsonObject? analysis = canary.Child("spec", "analysis") ?? canary.Child("spec", "canaryAnalysis");
        return new FlaggerReading
        {
            ResourceVersion = canary.Text("metadata", "resourceVersion"),
            Phase = status.Text("phase"),
            Revision = status.Text("lastAppliedSpec"),
            Weight = (int)(status.Number("canaryWeight") ?? 0),
            FailedChecks = (int)(status.Number("failedChecks") ?? 0),
            Iterations = (int)(status.Number("iterations") ?? 0),
            Threshold = (int)(analysis.Number("threshold") ?? 0),
            Message = status.Items("conditions").Named("type", "Promoted").Text("message"),
            IsSuspended = canary.IsTrue("spec", "suspend"),
            Workload = canary.Text("spec", "targetRef", "name"),
        };
    }

    /// <summary>Reads a Canary.</summary>
    /// <returns>How it stands, or what the server said instead.</returns>
    public async ValueTask<(FlaggerReading? Reading, ClusterAnswer Answer)> ReadAsync(string ns, string name, CancellationToken cancellation)
    {
        ClusterAnswer answer = await client.GetAsync(new ClusterResource(ResourceKinds.Canary, ns, name), cancellation).ConfigureAwait(false);
        return (answer is ClusterAnswer.Ok ok ? Read(ok.Body) : null, answer);
    }
}
