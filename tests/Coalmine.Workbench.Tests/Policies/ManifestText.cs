using System.Collections.Immutable;
using System.Text;
using Coalmine.Cli.Tests.Runs;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit.Sdk;

namespace Coalmine.Workbench.Tests.Policies;

/// <summary>Manifests as short as they can be, around what a test is about.</summary>
internal static class ManifestText
{
    /// <summary>A query that Istio answers; the canary's service is <c>parcel-canary</c>.</summary>
    public const string ErrorShare =
        "sum(rate(istio_requests_total{reporter=\"destination\",destination_service_name=\"parcel-canary\",response_code=~\"5..\"}[5m])) / "
        + "sum(rate(istio_requests_total{reporter=\"destination\",destination_service_name=\"parcel-canary\"}[5m]))";

    /// <summary>A Rollout of four pods with routing, whose one analysis is the template <c>parcel-watch</c>; the analysis stands in line 18.</summary>
    public static string Rollout(string name = "parcel", string firstStep = "setWeight: 20") => SplitManifests.Rollout
        .Replace("{name: parcel, namespace", $"{{name: {name}, namespace", StringComparison.Ordinal)
        .Replace("        - setWeight: 20\n", $"        - {firstStep}\n        - setWeight: 40\n", StringComparison.Ordinal)
        .Replace("parcel-errors", "parcel-watch", StringComparison.Ordinal);

    /// <summary>The template with one metric of three measurements; the provider stands in line 12.</summary>
    public static string Template(string provider, string condition = "len(result) > 0 && result[0] < 0.05") =>
        $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: parcel-watch, namespace: models}
        spec:
          metrics:
            - name: watched
              count: 3
              interval: 1m
              initialDelay: 10s
              successCondition: {{condition}}
              provider:
                {{provider}}

        """;

    /// <summary>The template asking Prometheus; the query begins in line 14, column 19.</summary>
    public static string Asking(string query, string condition = "len(result) > 0 && result[0] < 0.05") =>
        Template($"prometheus:\n          address: http://prometheus:9090\n          query: {Quoted(query)}", condition);

    /// <summary>A Canary of Flagger's, and in line 19 the provider of its metric template.</summary>
    public static string Canary(string provider, string query) =>
        $$$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: cart, namespace: shop}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}
          provider: istio
          service: {port: 80}
          analysis:
            interval: 1m
            threshold: 2
            maxWeight: 50
            stepWeight: 25
            metrics: [{name: own, interval: 1m, templateRef: {name: own}, thresholdRange: {max: 5}}]
        ---
        apiVersion: flagger.app/v1beta1
        kind: MetricTemplate
        metadata: {name: own, namespace: shop}
        spec:
          provider: {type: {{{provider}}}, address: "http://metrics"}
          query: {{{Quoted(query)}}}

        """;

    /// <summary>Files as a set.</summary>
    public static ManifestSet Set(params (string Name, string Text)[] files) => ManifestSet.Of(files.Select(file => Read(file.Name, Encoding.UTF8.GetBytes(file.Text))));

    /// <summary>A file under <c>scenarios/manifests</c> as a set.</summary>
    public static ManifestSet Shipped(string name) =>
        ManifestSet.Of([Read($"{name}.yaml", File.ReadAllBytes(Path.Combine(ShippedFiles.Folder, "manifests", $"{name}.yaml")))]);

    /// <summary>The policies of a set.</summary>
    public static ImmutableArray<RolloutPolicy> Policies(ManifestSet set) => ManifestPolicies.Of(set, ManifestOptions.Usual) switch
    {
        ReadResult<ImmutableArray<RolloutPolicy>>.Read read => read.Value,
        { } refused => throw new XunitException(string.Join('\n', refused.Said)),
    };

    /// <summary>The one policy of a set, which can be simulated.</summary>
    public static ForeignPolicy Policy(ManifestSet set) => Policies(set) is [ForeignPolicy policy] ? policy : throw new XunitException("Not one policy that can be simulated.");

    /// <summary>The Rollout and its template in one set, asking a query.</summary>
    public static ForeignPolicy Asks(string query, string condition = "len(result) > 0 && result[0] < 0.05") =>
        Policy(Set(("r.yaml", Rollout()), ("t.yaml", Asking(query, condition))));

    /// <summary>What is said where a set is refused.</summary>
    public static ImmutableArray<Diagnostic> Refusal(ManifestSet set) =>
        ManifestPolicies.Of(set, ManifestOptions.Usual) is ReadResult<ImmutableArray<RolloutPolicy>>.Refused refused
            ? refused.Diagnostics
            : throw new XunitException("The set was not refused.");

    /// <summary>Where something is said, and its id.</summary>
    public static string Place(Diagnostic diagnostic) => $"{diagnostic.File}:{diagnostic.Position} {diagnostic.Id}";

    private static string Quoted(string text) => $"'{text}'";

    private static ManifestFile Read(string name, byte[] bytes) => ManifestFile.Load(name, bytes) is ReadResult<ManifestFile>.Read read
        ? read.Value
        : throw new XunitException($"{name} was not read.");
}
