namespace Coalmine.Workbench.Tests.Explanations;

/// <summary>Small manifests.</summary>
internal static class SmallManifests
{
    /// <summary>A Rollout behind Istio with an analysis of one metric: four times at most, once a minute, the second failure in total ends it.</summary>
    public static string Rollout(string steps, string metric, string condition = "len(result) > 0 && result[0] <= 0.01", string failure = "", int count = 4) =>
        $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: r }
        spec:
          replicas: 5
          selector: { matchLabels: { app: r } }
          template: { metadata: { labels: { app: r } }, spec: { containers: [ { name: s, image: i } ] } }
          strategy:
            canary:
              canaryService: r-canary
              stableService: r-stable
              trafficRouting: { istio: { virtualService: { name: r } } }
              steps:
                {{steps}}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: t }
        spec:
          metrics:
            - name: {{System.Text.Json.JsonSerializer.Serialize(metric)}}
              interval: 60s
              count: {{count}}
              failureLimit: 1
              successCondition: {{System.Text.Json.JsonSerializer.Serialize(condition)}}
              failureCondition: {{System.Text.Json.JsonSerializer.Serialize(failure)}}
              provider: { prometheus: { address: "http://p:9090", query: 'sum(rate(istio_requests_total{destination_service_name="r-canary",response_code=~"5.."}[2m]))' } }
        """;

    /// <summary>A Canary with one template.</summary>
    public static string Canary(string analysis) =>
        $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: { name: c }
        spec:
          provider: istio
          targetRef: { apiVersion: apps/v1, kind: Deployment, name: c }
          service: { port: 80 }
          analysis:
            {{analysis}}
            metrics: [ { name: errors, templateRef: { name: t }, thresholdRange: { max: 1 }, interval: 1m } ]
        ---
        apiVersion: flagger.app/v1beta1
        kind: MetricTemplate
        metadata: { name: t }
        spec:
          provider: { type: prometheus, address: "http://p:9090" }
          query: 'sum(rate(istio_requests_total{destination_workload="{{"{{"}} target {{"}}"}}",response_code=~"5.."}[1m]))'
        """;
}
