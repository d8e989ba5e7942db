namespace Coalmine.Cli.Tests.Runs;

/// <summary>A small Rollout and the template that it names, in two files.</summary>
internal static class SplitManifests
{
    /// <summary>The Rollout; it names its template in line 17.</summary>
    public const string Rollout =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: parcel, namespace: models}
        spec:
          replicas: 4
          selector: {matchLabels: {app: parcel}}
          template: {metadata: {labels: {app: parcel}}, spec: {containers: [{name: s, image: i}]}}
          strategy:
            canary:
              canaryService: parcel-canary
              stableService: parcel-stable
              trafficRouting: {istio: {virtualServices: [{name: parcel, routes: [primary]}]}}
              steps:
                - setWeight: 20
                - pause: {duration: 5m}
                - analysis:
                    templates: [{templateName: parcel-errors}]

        """;

    /// <summary>The template; its condition, in line 9, takes silence for an error, and its provider is in line 11.</summary>
    public const string Template =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: parcel-errors, namespace: models}
        spec:
          metrics:
            - name: errors  # of the canary
              count: 3
              interval: 1m
              successCondition: result[0] < 0.05
              provider:
                prometheus:
                  address: http://prometheus:9090
                  query: |
                    sum(rate(istio_requests_total{reporter="destination",destination_service_name="parcel-canary",response_code=~"5.."}[5m]))
                    / sum(rate(istio_requests_total{reporter="destination",destination_service_name="parcel-canary"}[5m]))

        """;

    /// <summary>The same with a metric that nothing in a simulated world is known to have, in line 14.</summary>
    public static string Unbound => Template.Replace("sum(rate(istio_requests_total{reporter", "sum(rate(parcels_of_mine{reporter", StringComparison.Ordinal);

    /// <summary>The three numbers.</summary>
    public static string[] Numbers => ["--rps", "50", "--errors", "0.5%", "--p99", "180ms"];
}
