namespace Coalmine.Simulation.Worlds;

/// <summary>
/// Whose usual latency buckets the telemetry has. Names and labels do not depend on it: a manifest's queries find the names that they ask for, and the usual
/// questions of point checks are asked under Seldon's.
/// </summary>
public enum Platform
{
    /// <summary>Seldon Core v1's executor (seldon_api_executor_client_requests_seconds; 14 bounds from 5 ms to 10 s).</summary>
    Seldon,

    /// <summary>Knative's queue-proxy up to 1.18, and with it KServe (revision_app_request_latencies; 26 bounds from 5 ms to 100 s).</summary>
    Knative,

    /// <summary>Envoy, and with it Istio (istio_request_duration_milliseconds; 19 bounds from 0.5 ms to an hour).</summary>
    Istio,
}
