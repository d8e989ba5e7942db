using System.Globalization;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// The rules of a lease (coordination.k8s.io/v1), as client-go's leader election has them (v1.30, <c>tools/leaderelection</c>): a lease runs out when nobody
/// has been seen to renew it for its duration. Times of others are never compared with ours; they only tell that something has changed.
/// </summary>
public static class LeaseRules
{
    /// <summary>What tells one state of a lease from the next.</summary>
    public static string RecordOf(JsonObject lease) => string.Join(
        '|',
        lease.Text("spec", "holderIdentity"),
        lease.Text("spec", "renewTime"),
        TransitionsOf(lease).ToString(CultureInfo.InvariantCulture));

    /// <summary>How often the lease has changed hands; the fence of its holder.</summary>
    public static long TransitionsOf(JsonObject lease) => lease.Number("spec", "leaseTransitions") ?? 0;

    /// <summary>What to do.</summary>
    /// <param name="lease">The lease as it was just read; nothing where there is none.</param>
    /// <param name="seen">How long we have seen it so.</param>
    /// <param name="terms">Who asks.</param>
    /// <param name="now">Our clock, for the times that are written.</param>
    public static LeaseMove Decide(JsonObject? lease, LeaseSighting seen, LeaseTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (lease is null)
        {
            JsonObject made = new()
            {
                ["apiVersion"] = ResourceKinds.Lease.ApiVersion,
                ["kind"] = ResourceKinds.Lease.Kind,
                ["metadata"] = new JsonObject { ["name"] = terms.Name, ["namespace"] = terms.Namespace },
                ["spec"] = new JsonObject(),
            };
            long first = Math.Max(1, terms.LeastFence);
            Fill(made, terms, now, isNew: true, first);
            return new LeaseMove.Create(made, first);
        }

        string holder = lease.Text("spec", "holderIdentity");
        long transitions = TransitionsOf(lease);
        if (holder == terms.Holder && seen.IsOurs)
            return Written(lease, terms, now, isNew: false, transitions);
        TimeSpan runsOut = DurationOf(lease, terms) - seen.Age;
        if (holder.Length > 0 && runsOut > TimeSpan.Zero)
            return new LeaseMove.Wait(holder, runsOut < terms.RetryPeriod ? runsOut : terms.RetryPeriod);
        // Also where the name is ours: it is an earlier self's, whose writes may still be under way.
        return Written(lease, terms, now, isNew: true, Math.Max(transitions + 1, terms.LeastFence));
    }

    /// <summary>The lease without a holder, which the next one may take at once.</summary>
    public static JsonObject Released(JsonObject lease, DateTimeOffset now)
    {
        JsonObject made = (JsonObject)lease.DeepClone();
        JsonObject spec = made.Made("spec");
        spec["holderIdentity"] = "";
        spec["leaseDurationSeconds"] = 1;
        spec["renewTime"] = MicroTime(now);
        return made;
    }

    /// <summary>A time as leases want it: with microseconds, without which the server answers 400.</summary>
    public static string MicroTime(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static LeaseMove.Write Written(JsonObject lease, LeaseTerms terms, DateTimeOffset now, bool isNew, long transitions)
    {
        JsonObject made = (JsonObject)lease.DeepClone();
        Fill(made, terms, now, isNew, transitions);
        return new LeaseMove.Write(made, transitions);
    }

    private static void Fill(JsonObject lease, LeaseTerms terms, DateTimeOffset now, bool isNew, long transitions)
    {
        JsonObject spec = lease.Made("spec");
        spec["holderIdentity"] = terms.Holder;
        spec["leaseDurationSeconds"] = (long)Math.Ceiling(terms.Duration.TotalSeconds);
        spec["renewTime"] = MicroTime(now);
        spec["leaseTransitions"] = transitions;
        if (isNew)
            spec["acquireTime"] = MicroTime(now);
    }

    // Whoever holds it may have asked for longer than we do.
    private static TimeSpan DurationOf(JsonObject lease, LeaseTerms terms)
    {
        TimeSpan asked = TimeSpan.FromSeconds(Math.Clamp(lease.Number("spec", "leaseDurationSeconds") ?? 0, 0, 86_400));
        return asked > terms.Duration ? asked : terms.Duration;
    }
}
