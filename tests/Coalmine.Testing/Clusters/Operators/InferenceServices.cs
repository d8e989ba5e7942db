using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>InferenceServices by the mode in which they run.</summary>
internal static class InferenceServices
{
    /// <summary>Those of a mode: Standard where the annotation says so (by its new or old name), Knative otherwise.</summary>
    public static IEnumerable<(JsonObject Service, string Space, string Name)> Of(FakeCluster cluster, bool isStandard)
    {
        if (!cluster.Core.Kinds.All.Any(kind => kind.Plural == "inferenceservices"))
            return [];
        return cluster.Core.List("serving.kserve.io", "inferenceservices")
            .Where(one => JsonText.Text(one, "metadata", "annotations", "serving.kserve.io/deploymentMode") is "Standard" or "RawDeployment" == isStandard)
            .Select(one => (one, JsonText.Text(one, "metadata", "namespace"), JsonText.Text(one, "metadata", "name")));
    }

    /// <summary>The path of one.</summary>
    public static string Path(string space, string name) => $"/apis/serving.kserve.io/v1beta1/namespaces/{space}/inferenceservices/{name}";

    /// <summary>A condition.</summary>
    public static JsonNode Condition(string type, bool holds) => new JsonObject { ["type"] = type, ["status"] = holds ? "True" : "False" };
}
