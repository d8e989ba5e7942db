using Coalmine.Live.Prometheus;

namespace Coalmine.Live.Files;

/// <summary>What <c>prometheus:</c> says.</summary>
/// <param name="Connection">The server.</param>
/// <param name="Series">The names of its series.</param>
internal sealed record PrometheusSettings(PrometheusConnection Connection, SeriesNames Series);
