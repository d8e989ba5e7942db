using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>Deployments and their pods: ready after a while, or never.</summary>
internal sealed class Workloads(FakeCluster cluster)
{
    private readonly OperatorClient _client = new(cluster.Core, "kube-controller-manager");
    private readonly Dictionary<string, (string Template, DateTimeOffset ReadyAt)> _started = new(StringComparer.Ordinal);

    private readonly Dictionary<string, (string Template, int Number)> _revisions = new(StringComparer.Ordinal);

    /// <summary>Makes a Deployment be there and tells whether all its pods are ready.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="labels">Labels of itself and of its pods.</param>
    /// <param name="replicas">How many pods.</param>
    /// <param name="template">What the pods run: another one starts them anew.</param>
    public bool Run(string space, string name, JsonObject labels, int replicas, JsonNode template)
    {
        string collection = $"/apis/apps/v1/namespaces/{space}/deployments";
        _client.Ensure(collection, "apps", new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space, ["labels"] = labels.DeepClone(), ["annotations"] = RevisionOf($"{space}/{name}", template) },
            ["spec"] = new JsonObject
            {
                ["replicas"] = replicas,
                ["selector"] = new JsonObject { ["matchLabels"] = labels.DeepClone() },
                ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels.DeepClone() }, ["spec"] = template.DeepClone() },
            },
        });
        bool isReady = IsReady($"{space}/{name}", template);
        JsonObject status = new()
        {
            ["observedGeneration"] = JsonText.Number(cluster.Core.Find("apps", "deployments", space, name), "metadata", "generation") ?? 1,
            ["replicas"] = replicas,
            ["updatedReplicas"] = replicas,
        };
        if (isReady)
            (status["readyReplicas"], status["availableReplicas"]) = (replicas, replicas);
        else
            status["unavailableReplicas"] = replicas;
        status["conditions"] = new JsonArray(new JsonObject { ["type"] = "Available", ["status"] = isReady ? "True" : "False" });
        _client.Status($"{collection}/{name}", status);
        return isReady && replicas > 0;
    }

    // The Deployment's controller counts the templates that it has rolled out.
    private JsonObject RevisionOf(string key, JsonNode template)
    {
        string text = template.ToJsonString();
        (string last, int number) = _revisions.GetValueOrDefault(key, ("", 0));
        if (last != text)
            _revisions[key] = (text, ++number);
        return new JsonObject { ["deployment.kubernetes.io/revision"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture) };
    }

    /// <summary>Takes a Deployment away.</summary>
    public void Stop(string space, string name)
    {
        _started.Remove($"{space}/{name}");
        _client.Delete($"/apis/apps/v1/namespaces/{space}/deployments/{name}");
    }

    /// <summary>Whether what runs under a name has had the time to start, and does not crash.</summary>
    public bool IsReady(string key, JsonNode template)
    {
        string text = template.ToJsonString();
        DateTimeOffset now = cluster.Core.Clock.GetUtcNow();
        if (!_started.TryGetValue(key, out (string Template, DateTimeOffset ReadyAt) started) || started.Template != text)
        {
            started = (text, now + cluster.Options.PodStart);
            _started[key] = started;
            if (cluster.Options.PodStart > TimeSpan.Zero)
                cluster.SettleIn(cluster.Options.PodStart);
        }

        return now >= started.ReadyAt && !cluster.IsBroken(template);
    }
}
