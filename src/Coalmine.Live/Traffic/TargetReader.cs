using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic;

/// <summary>Reads a target with all that its platform's rules look at.</summary>
internal sealed class TargetReader(ClusterClient client, TrafficPlatform platform, TimeProvider time)
{
    // Rollouts and Canaries come and go rarely; a look at all of them with every poll would be most of the load.
    private static readonly TimeSpan DriversKept = TimeSpan.FromMinutes(1);

    private string _seen = "";
    private long _seenAt;
    private JsonArray _rollouts = [];
    private JsonArray _canaries = [];
    private long _driversAt;
    private bool _hasDrivers;

    /// <summary>Looks.</summary>
    public async ValueTask<TargetState> LookAsync(CancellationToken cancellation)
    {
        ClusterAnswer answer = await client.GetAsync(platform.Resource, cancellation).ConfigureAwait(false);
        if (answer is not ClusterAnswer.Ok ok)
            return new TargetState(null, Missing(answer), WriteAnswers.Of(answer));
        Dictionary<ClusterResource, ClusterAnswer> related = [];
        foreach (ClusterResource resource in platform.Related(ok.Body))
            related[resource] = await client.GetAsync(resource, cancellation).ConfigureAwait(false);
        await LookForDriversAsync(cancellation).ConfigureAwait(false);
        TrafficReading first = platform.Read(new ClusterView(ok.Body, related, TimeSpan.Zero));
        ClusterView view = new(ok.Body, related, StoodFor(ok.Body, first));
        TrafficReading reading = platform.Read(view);
        string driver = OtherDrivers.Of(ok.Body, platform.Kind, _rollouts, _canaries);
        reading = reading with
        {
            ResourceVersion = ok.Body.Text("metadata", "resourceVersion"),
            LastChange = ChangeMarks.Of(ok.Body, ChangeMarks.Change),
            Fence = ChangeMarks.FenceOf(ok.Body),
            OtherDriver = driver.Length > 0 ? driver : reading.OtherDriver,
        };
        return new TargetState(view, reading, reading.Problem.Length > 0 ? new TrafficWrite.Refused(reading.Problem) : null);
    }

    // Our own clock, from when we first saw the target so: the cluster's times are another clock's.
    private TimeSpan StoodFor(JsonObject found, TrafficReading reading)
    {
        string seen = string.Join('|', found.Text("metadata", "uid"), reading.Weight, reading.IsMirroring, ChangeMarks.Of(found, ChangeMarks.Change));
        if (seen != _seen)
        {
            _seen = seen;
            _seenAt = time.GetTimestamp();
        }

        return time.GetElapsedTime(_seenAt);
    }

    private async ValueTask LookForDriversAsync(CancellationToken cancellation)
    {
        bool mayHave = platform.Kind == ResourceKinds.VirtualService || platform.Kind == ResourceKinds.HttpRoute;
        if (!mayHave || (_hasDrivers && time.GetElapsedTime(_driversAt) < DriversKept))
            return;
        string ns = platform.Resource.Namespace;
        // Where they cannot be listed, what was seen last stands: not to know of a driver is no reason to believe it gone.
        if (await client.ListAsync(ResourceKinds.Rollout, ns, "", cancellation).ConfigureAwait(false) is ClusterAnswer.Ok rollouts)
            _rollouts = rollouts.Body.Items("items");
        if (await client.ListAsync(ResourceKinds.Canary, ns, "", cancellation).ConfigureAwait(false) is ClusterAnswer.Ok canaries)
            _canaries = canaries.Body.Items("items");
        _hasDrivers = true;
        _driversAt = time.GetTimestamp();
    }

    private TrafficReading Missing(ClusterAnswer answer) => new()
    {
        Weight = TrafficWeight.None,
        Problem = answer switch
        {
            ClusterAnswer.KindMissing => $"{platform.Kind.Kind} ({platform.Kind.ApiVersion}) is not installed in this cluster.",
            ClusterAnswer.NotFound => $"{platform.Resource} does not exist.",
            _ => answer.Text,
        },
        IsMissing = answer is ClusterAnswer.NotFound or ClusterAnswer.KindMissing,
    };
}
