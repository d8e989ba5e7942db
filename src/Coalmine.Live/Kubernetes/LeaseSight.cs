using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>A lease as somebody sees it who does not ask for it.</summary>
public abstract record LeaseSight
{
    private LeaseSight()
    {
    }

    /// <summary>Somebody has it, or has gone away without giving it back.</summary>
    /// <param name="Transitions">The holder's number.</param>
    public sealed record Held(long Transitions) : LeaseSight;

    /// <summary>Nobody has it.</summary>
    /// <param name="Transitions">The number of its last holder.</param>
    public sealed record Free(long Transitions) : LeaseSight;

    /// <summary>There is none.</summary>
    public sealed record Missing : LeaseSight;

    /// <summary>The server does not show it.</summary>
    public sealed record Hidden : LeaseSight;

    /// <summary>Looks at a lease.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="terms">Which lease.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async ValueTask<LeaseSight> LookAsync(ClusterClient client, LeaseTerms terms, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(terms);
        return await client.GetAsync(new ClusterResource(ResourceKinds.Lease, terms.Namespace, terms.Name), cancellation).ConfigureAwait(false) switch
        {
            ClusterAnswer.Ok ok => Of(ok.Body),
            ClusterAnswer.NotFound => new Missing(),
            _ => new Hidden(),
        };
    }

    private static LeaseSight Of(JsonObject lease) =>
        lease.Text("spec", "holderIdentity").Length > 0 ? new Held(LeaseRules.TransitionsOf(lease)) : new Free(LeaseRules.TransitionsOf(lease));
}
