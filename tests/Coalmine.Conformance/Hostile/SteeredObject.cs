using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>
/// The object that a rollout steers, read and changed here without the adapters that are under test. The baseline runs the model <c>gs://v1</c>, the canary
/// <c>gs://v2</c>.
/// </summary>
internal abstract class SteeredObject
{
    /// <summary>The namespace of everything.</summary>
    public const string Namespace = "ml";

    /// <summary>The name of everything.</summary>
    public const string Name = "fraud";

    /// <summary>What the adapters are told.</summary>
    public abstract TrafficTarget Target { get; }

    /// <summary>Its kind.</summary>
    public abstract ResourceKind Kind { get; }

    /// <summary>The objects that are there in the beginning: the collection's path, and the object.</summary>
    public abstract ImmutableArray<(string Collection, string Json)> Manifests { get; }

    /// <summary>Its path.</summary>
    public string Path => Kind.PathOf(Namespace, Name);

    /// <summary>The one for a platform.</summary>
    public static SteeredObject Of(ServingPlatform platform) => platform switch
    {
        ServingPlatform.SeldonV1 => new SteeredSeldon(),
        ServingPlatform.KServeKnative => new SteeredKnative(),
        ServingPlatform.KServeStandard => new SteeredStandard(),
        ServingPlatform.Istio => new SteeredRoutes(isIstio: true),
        ServingPlatform.GatewayApi => new SteeredRoutes(isIstio: false),
        _ => throw new ArgumentOutOfRangeException(nameof(platform)),
    };

    /// <summary>The canary's share in percent; nothing where the weights do not sum to the total or lie out of range.</summary>
    public abstract int? WeightOf(JsonObject found);

    /// <summary>Changes the share, as a person would.</summary>
    public abstract void Edit(JsonObject found, int weight);

    /// <summary>Whether the share can be edited at all now: a canary that was taken out has none.</summary>
    public abstract bool HasCanary(JsonObject found);

    /// <summary>The model that the baseline is to run.</summary>
    public abstract string BaselineModel(JsonObject found, ApiServerCore core);

    /// <summary>A number, 0 where there is none.</summary>
    protected static int Number(JsonNode? at) => at is JsonValue value && value.TryGetValue(out long number) ? (int)number : 0;

    /// <summary>Objects of a list.</summary>
    protected static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
