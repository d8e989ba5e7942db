using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Operating.Standings;

/// <summary>
/// Sees how a rollout stands without its driver: the target and the lease from the cluster, the record from the journal's folder or its copy in the ConfigMap,
/// whichever has more steps. Changes nothing.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="settings">The file of kind Live.</param>
/// <param name="time">Where time comes from.</param>
public sealed class StatusReader(ClusterClient client, LiveSettings settings, TimeProvider time)
{
    /// <summary>Looks.</summary>
    /// <param name="cancellation">Gives it up; only that throws.</param>
    public async ValueTask<LiveStatus> ReadAsync(CancellationToken cancellation)
    {
        TrafficReading target = await new TrafficControl(client, settings.Target, time).ReadAsync(cancellation).ConfigureAwait(false);
        (LeaseHolder? lease, string leaseProblem) = await LeaseAsync(cancellation).ConfigureAwait(false);
        StateMap map = new(client, settings.Target.Namespace, settings.Name);
        (RecordedRollout? rollout, string record, string problem) = InFolder();
        if (settings.KeepsConfigMap)
        {
            (RecordedRollout? copy, string copyProblem) = await InMapAsync(map, cancellation).ConfigureAwait(false);
            if (copy is not null && (rollout is null || copy.Entries.Length > rollout.Entries.Length))
                (rollout, record) = (copy, map.Resource.ToString());
            problem = problem.Length > 0 ? problem : copyProblem;
        }

        return new LiveStatus
        {
            At = time.GetUtcNow(),
            Standing = rollout is null ? null : RecordStanding.Of(rollout, target),
            Record = record,
            Problem = rollout is null ? problem : "",
            Target = target,
            Lease = lease,
            LeaseProblem = leaseProblem,
        };
    }

    /// <summary>The holder of a lease as the server has it.</summary>
    /// <param name="lease">The lease.</param>
    internal static LeaseHolder HolderOf(JsonObject lease) => new(
        lease.Text("spec", "holderIdentity"),
        DateTimeOffset.TryParse(lease.Text("spec", "renewTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset renewed)
            ? renewed
            : null,
        TimeSpan.FromSeconds(Math.Clamp(lease.Number("spec", "leaseDurationSeconds") ?? 0, 0, 86_400)));

    private async ValueTask<(LeaseHolder? Lease, string Problem)> LeaseAsync(CancellationToken cancellation)
    {
        ClusterResource lease = new(ResourceKinds.Lease, settings.Target.Namespace, $"coalmine-{settings.Name}");
        return await client.GetAsync(lease, cancellation).ConfigureAwait(false) switch
        {
            ClusterAnswer.Ok ok => (HolderOf(ok.Body), ""),
            ClusterAnswer.NotFound => (null, ""),
            ClusterAnswer other => (null, other.Text),
        };
    }

    private (RecordedRollout? Rollout, string Record, string Problem) InFolder()
    {
        string path = Path.Combine(settings.JournalFolder, $"{settings.Name}.jsonl");
        try
        {
            // The driver may be writing: a last line without an end is left out by the reader.
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            return Read(bytes.ToArray()) is { Rollout: RecordedRollout rollout } ? (rollout, path, "") : (null, "", $"{path} is no journal");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "", "");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, "", $"{path}: {problem.Message}");
        }
    }

    private static async ValueTask<(RecordedRollout? Rollout, string Problem)> InMapAsync(StateMap map, CancellationToken cancellation)
    {
        (byte[] packed, string problem) = await map.ReadAsync(HandedOverJournal.Key, cancellation).ConfigureAwait(false);
        if (packed.Length == 0)
            return (null, problem);
        return HandedOverJournal.Unpack(packed) is { } copy && Read(copy) is { Rollout: RecordedRollout rollout }
            ? (rollout, "")
            : (null, $"{map.Resource} bears no journal that can be read");
    }

    private static JournalReading.Read? Read(ReadOnlySpan<byte> bytes) =>
        JournalLines.Read(bytes) is JournalReading.Read { Rollout.Entries.Length: > 0 } read ? read : null;
}
