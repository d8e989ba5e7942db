namespace Coalmine.Live.Prometheus;

/// <summary>Whose metrics tell how the arms do.</summary>
public enum SeriesPlatform
{
    /// <summary>Seldon Core v1 over REST: the executor's server histogram.</summary>
    Seldon,

    /// <summary>Seldon Core v1 over gRPC: the same histogram, whose codes are names (<c>OK</c>).</summary>
    SeldonGrpc,

    /// <summary>
    /// Seldon Core v1's client histogram, which misses refused connections and time-outs and counts a request once a node of the graph; what many scripts read,
    /// and
    /// what simulated worlds expose.
    /// </summary>
    SeldonClient,

    /// <summary>KServe on Knative up to 1.18: the queue-proxy's <c>revision_request_*</c>, in milliseconds.</summary>
    Knative,

    /// <summary>KServe on Knative from 1.20.3: <c>kn_serving_invocation_duration_seconds</c>, with the revision's name by relabelling.</summary>
    KnativeOpenTelemetry,

    /// <summary>Istio's proxies as the destination reports them, in milliseconds.</summary>
    Istio,
}
