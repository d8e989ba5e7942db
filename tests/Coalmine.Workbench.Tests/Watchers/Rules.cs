using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Watchers;
using Xunit;

namespace Coalmine.Workbench.Tests.Watchers;

/// <summary>Rule files for tests.</summary>
internal static class Rules
{
    /// <summary>Rules of our own with everything that promtool 2.42 knows: recordings, templated labels, for, keep_firing_for, absent.</summary>
    public const string Many =
        """
        groups:
        - name: recordings
          interval: 1m
          rules:
          - record: workload:errors:rate3m
            expr: |
              # errors of each workload
              sum by (destination_workload) (rate(istio_requests_total{reporter="source", response_code=~"5.."}[3m]))
              / sum by (destination_workload) (rate(istio_requests_total{reporter="source"}[3m]))
            labels: {team: ml}
        - name: alerts
          interval: 1m
          rules:
          - alert: Errors
            expr: workload:errors:rate3m{team="ml"} > 0.0125
            for: 2m
            keep_firing_for: 3m
            labels: {severity: page, of: "{{ $labels.destination_workload }}"}
          - alert: Slow
            expr: |
              histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{destination_workload="canary"}[5m]))) > 195
          - alert: Gone
            expr: absent(workload:errors:rate3m{destination_workload="canary"})
            for: 1m
          - alert: NotFiring
            expr: ALERTS{alertname="Errors", alertstate="firing"} == 2

        """;

    /// <summary>A shipped file of manifests.</summary>
    public static string Shipped(string name) => File.ReadAllText(Path.Combine(ShippedFiles.Folder, "manifests", name));

    /// <summary>Reads rules.</summary>
    public static ReadResult<WatchedRules> Read(string text)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            return FileReader.ReadManifest(file).Then(manifest => WatchedRules.Of(ManifestSet.Of([manifest])));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Rules that must be right.</summary>
    public static WatchedRules Of(string text)
    {
        ReadResult<WatchedRules> result = Read(text);
        return Assert.IsType<ReadResult<WatchedRules>.Read>(result).Value;
    }
}
