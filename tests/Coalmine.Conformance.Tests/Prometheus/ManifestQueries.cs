using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Metrics;
using Coalmine.Workbench.Policies;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>Queries of manifests, with worlds that answer them.</summary>
internal static class ManifestQueries
{
    /// <summary>Every way of Flagger's to have a mesh or an ingress: the provider and the kind of the target.</summary>
    public static readonly ImmutableArray<(string Provider, string TargetKind)> Providers =
    [
        ("istio", "Deployment"), ("istio", "Service"), ("linkerd", "Deployment"), ("appmesh:v1beta2", "Deployment"), ("nginx", "Deployment"),
        ("contour", "Deployment"), ("gloo", "Deployment"), ("traefik", "Deployment"), ("kuma", "Deployment"), ("skipper", "Deployment"),
        ("apisix", "Deployment"), ("osm", "Deployment"), ("knative", "Service"), ("gatewayapi:v1", "Deployment"),
    ];

    /// <summary>The policies of a shipped manifest, as the controller that carries it out would ask.</summary>
    public static IEnumerable<AskedWorld> OfPolicies(string file, bool isJittery) =>
        Policies(Set(file)).Select(policy => AskedWorld.Foreign(policy.Name, Asked(policy), isJittery));

    /// <summary>The metrics of a manifest that Argo refuses: no controller ever asks them, but their queries are queries.</summary>
    public static AskedWorld OfTemplates(string file, bool isJittery)
    {
        ManifestSet set = Set(file);
        RolloutManifest rollout = Assert.Single(set.Rollouts);
        ImmutableArray<string> texts = [.. set.AnalysisTemplates.SelectMany(template => template.Metrics).Select(metric => Filled(metric.Query!.Text))];
        return AskedWorld.Foreign(file, texts, new BindingOptions(rollout.Arms), isJittery);

        string Filled(string text) => TemplateText.Fill(text, name => name == "args.service" ? rollout.Arms.Canary[0] : null);
    }

    /// <summary>The expressions of rules that ask no recorded series.</summary>
    public static AskedWorld OfRules(string file, bool isJittery)
    {
        ImmutableArray<string> texts =
        [
            .. Set(file).RuleFiles.SelectMany(rules => rules.Groups).SelectMany(group => group.Rules).Where(rule => !rule.IsAlert).Select(rule => rule.Query!.Text),
        ];
        return AskedWorld.Foreign(file, texts, new BindingOptions(ArmNames.None), isJittery);
    }

    /// <summary>Flagger's built-in success rate and duration with a provider.</summary>
    public static AskedWorld OfFlagger(string provider, string targetKind, bool isJittery)
    {
        string version = targetKind == "Deployment" ? "apps/v1" : provider == "knative" ? "serving.knative.dev/v1" : "core/v1";
        string text = $$"""
            apiVersion: flagger.app/v1beta1
            kind: Canary
            metadata: {name: ranker, namespace: prod}
            spec:
              provider: {{provider}}
              targetRef: {apiVersion: {{version}}, kind: {{targetKind}}, name: ranker}
              ingressRef: {apiVersion: networking.k8s.io/v1, kind: Ingress, name: ranker}
              routeRef: {apiVersion: apisix.apache.org/v2, kind: ApisixRoute, name: ranker}
              service: {port: 80}
              analysis:
                interval: 1m
                threshold: 5
                maxWeight: 50
                stepWeight: 10
                metrics:
                  - {name: request-success-rate, interval: 1m, thresholdRange: {min: 99} }
                  - {name: request-duration, interval: 2m, thresholdRange: {max: 500} }
            """;
        return AskedWorld.Foreign($"{provider} {targetKind}", Asked(Assert.Single(Policies(Set("canary", Encoding.UTF8.GetBytes(text))))), isJittery);
    }

    private static ForeignQueries Asked(ForeignPolicy policy) => Read(policy.Ask([]));

    private static IEnumerable<ForeignPolicy> Policies(ManifestSet set) => Read(ManifestPolicies.Of(set, ManifestOptions.Usual)).OfType<ForeignPolicy>();

    private static ManifestSet Set(string file) => Set(file, File.ReadAllBytes(ShippedFiles.Manifest(file)));

    private static ManifestSet Set(string file, byte[] text) => ManifestSet.Of(Read(ManifestFile.Load(file + ".yaml", text)));

    private static T Read<T>(ReadResult<T> result)
    {
        Assert.True(result is ReadResult<T>.Read, string.Join('\n', result.Said.Select(said => string.Create(CultureInfo.InvariantCulture, $"{said}"))));
        return ((ReadResult<T>.Read)result).Value;
    }
}
