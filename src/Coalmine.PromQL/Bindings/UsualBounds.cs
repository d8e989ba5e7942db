using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>The finite bounds that platforms give their latency histograms unless told otherwise.</summary>
public static class UsualBounds
{
    /// <summary>Prometheus client libraries, and Seldon Core's executor (v1.18.2, executor/api/metric): seconds.</summary>
    public static ImmutableArray<double> Client { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    /// <summary>Envoy, and with it Istio (1.30, extensions and Envoy's defaults): milliseconds.</summary>
    public static ImmutableArray<double> Envoy { get; } =
        [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000];

    /// <summary>Knative's queue-proxy up to 1.18 (pkg/queue/request_metric.go): milliseconds.</summary>
    public static ImmutableArray<double> Knative { get; } =
    [
        5, 10, 20, 40, 60, 80, 100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 1000, 2000, 5000, 10000, 20000, 50000, 100000,
    ];

    /// <summary>Linkerd's proxy (linkerd2-proxy, metrics of response latency): milliseconds.</summary>
    public static ImmutableArray<double> Linkerd { get; } =
    [
        1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 100, 200, 300, 400, 500, 1000, 2000, 3000, 4000, 5000, 10000, 20000, 30000, 40000, 50000,
    ];

    /// <summary>Traefik (v2 and v3, metrics of Prometheus): seconds.</summary>
    public static ImmutableArray<double> Traefik { get; } = [0.1, 0.3, 1.2, 5];
}
