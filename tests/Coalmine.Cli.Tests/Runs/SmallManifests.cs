namespace Coalmine.Cli.Tests.Runs;

/// <summary>Small manifests.</summary>
internal static class SmallManifests
{
    /// <summary>A Canary whose A/B test lasts three ticks, and that bears one failed check.</summary>
    public const string AbTest =
        """
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: { name: shop }
        spec:
          targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
          provider: istio
          service: { port: 80 }
          analysis:
            interval: 2m
            threshold: 2
            iterations: 3
            match: [ { headers: { x-early: { exact: "yes" } } } ]
            metrics: [ { name: request-success-rate, interval: 2m, thresholdRange: { min: 98 } } ]

        """;

    /// <summary>A Rollout with one analysis that bears two failures.</summary>
    public const string Rollout =
        """
        # kept as it is
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: shop }
        spec:
          replicas: 4
          workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
          strategy:
            canary:
              canaryService: shop-canary
              stableService: shop-stable
              trafficRouting: { istio: { virtualService: { name: shop } } }
              steps:
                - setWeight: 25
                - analysis: { templates: [ { templateName: shop-errors } ] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: shop-errors }
        spec:
          metrics:
            - name: errors
              interval: 60s
              initialDelay: 60s
              count: 5
              failureLimit: 2
              successCondition: len(result) > 0 && result[0] <= 1
              provider:
                prometheus:
                  address: http://prometheus:9090
                  query: sum(rate(istio_requests_total{destination_service_name="shop-canary",response_code=~"5.."}[2m]))

        """;
}
