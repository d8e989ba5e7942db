using System.Globalization;
using Coalmine.PromQL.Series;

namespace Coalmine.Benchmarks.PromQL;

/// <summary>What Prometheus knows of ten pods behind Istio after an hour of scrapes every 15 s: requests by response code, and latencies in 20 buckets.</summary>
public static class ServiceStore
{
    /// <summary>The last scrape, in milliseconds.</summary>
    public const long Now = 3_600_000;

    /// <summary>Time between scrapes, in milliseconds.</summary>
    public const long Interval = 15_000;

    private const int Pods = 10;

    private static readonly double[] Bounds =
        [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000, double.PositiveInfinity];

    /// <summary>The names of all series.</summary>
    public static IEnumerable<Labels> Names()
    {
        for (int pod = 0; pod < Pods; pod++)
        {
            (string, string)[] own =
            [
                ("destination_service_name", pod < Pods / 2 ? "api-canary" : "api-stable"), ("pod", pod.ToString(CultureInfo.InvariantCulture)), ("reporter", "destination"),
            ];
            foreach (string code in (string[])["200", "503"])
                yield return Labels.Metric("istio_requests_total", [.. own, ("response_code", code)]);
            foreach (double bound in Bounds)
                yield return Labels.Metric("istio_request_duration_milliseconds_bucket", [.. own, ("le", Text(bound))]);
            yield return Labels.Metric("predictions_right_total", [.. own]);
            yield return Labels.Metric("predictions_labelled_total", [.. own]);
        }
    }

    /// <summary>A store with an hour of them.</summary>
    /// <param name="reach">How far the queries look back, in milliseconds.</param>
    public static SeriesStore Filled(long reach)
    {
        SeriesStore store = new(Retention.Covering(reach, Interval));
        foreach (Labels labels in Names())
        {
            int id = store.Add(labels);
            for (long at = 0; at <= Now; at += Interval)
                store.Append(id, at, at / 1000.0 * (1 + (id % 24)));
        }

        return store;
    }

    private static string Text(double bound) => double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);
}
