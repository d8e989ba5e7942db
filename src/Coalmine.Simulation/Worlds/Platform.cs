namespace Coalmine.Simulation.Worlds;

/// <summary>Whose metric names, labels and usual buckets the telemetry has.</summary>
public enum Platform
{
    /// <summary>Seldon Core v1's executor (seldon_api_executor_client_requests_seconds; 14 bounds from 5 ms to 10 s).</summary>
    Seldon,
}
