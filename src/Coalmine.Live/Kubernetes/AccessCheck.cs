using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// Asks an API server for one's own rights (SelfSubjectAccessReview, authorization.k8s.io/v1), all of them, so that what is missing is told together.
/// </summary>
public static class AccessCheck
{
    /// <summary>Asks for each right.</summary>
    /// <param name="client">The server.</param>
    /// <param name="needs">The rights.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>A finding for each, in their order.</returns>
    public static async ValueTask<ImmutableArray<AccessFinding>> AskAsync(
        ClusterClient client, ImmutableArray<AccessNeed> needs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        ImmutableArray<AccessFinding>.Builder findings = ImmutableArray.CreateBuilder<AccessFinding>(needs.Length);
        foreach (AccessNeed need in needs)
        {
            ClusterAnswer answer = await client
                .CreateAsync(ResourceKinds.SelfSubjectAccessReview, "", Question(need), dryRun: false, cancellation).ConfigureAwait(false);
            findings.Add(answer is ClusterAnswer.Ok ok
                ? new AccessFinding(need, ok.Body.IsTrue("status", "allowed"), ok.Body.Text("status", "reason"))
                : new AccessFinding(need, null, answer.Text));
        }

        return findings.ToImmutable();
    }

    private static JsonObject Question(AccessNeed need)
    {
        JsonObject attributes = new()
        {
            ["group"] = need.Kind.Group,
            ["version"] = need.Kind.Version,
            ["resource"] = need.Kind.Plural,
            ["verb"] = need.Verb,
            ["namespace"] = need.Namespace,
        };
        if (need.Subresource.Length > 0)
            attributes["subresource"] = need.Subresource;
        return new JsonObject
        {
            ["apiVersion"] = ResourceKinds.SelfSubjectAccessReview.ApiVersion,
            ["kind"] = ResourceKinds.SelfSubjectAccessReview.Kind,
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
    }
}
