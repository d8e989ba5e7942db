using System.Globalization;
using Coalmine.PromQL.Series;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Half an hour of scrapes of a few pods.</summary>
internal static class FuzzStore
{
    /// <summary>The last scrape, in milliseconds.</summary>
    public const long End = 1_800_000;

    private const long Interval = 15_000;
    private static readonly string[] Bounds = ["1", "5", "25", "250", "+Inf"];

    [ThreadStatic]
    private static SeriesStore? _store;

    /// <summary>The store; one for each thread.</summary>
    public static SeriesStore Of() => _store ??= Fill();

    private static SeriesStore Fill()
    {
        SeriesStore store = new(Retention.Everything);
        foreach (string service in (string[])["api-stable", "api-canary"])
            for (int pod = 0; pod < 2; pod++)
            {
                (string, string)[] labels =
                    [("destination_service_name", service), ("pod", string.Create(CultureInfo.InvariantCulture, $"{service}-{pod}")), ("reporter", "destination")];
                foreach (string code in (string[])["200", "503"])
                    Add(store, Labels.Metric("istio_requests_total", [.. labels, ("response_code", code)]), scrape => scrape % 50 * (pod + 1));
                for (int i = 0; i < Bounds.Length; i++)
                {
                    int bucket = i + 1;
                    Add(store, Labels.Metric("istio_request_duration_milliseconds_bucket", [.. labels, ("le", Bounds[i])]), scrape => scrape * 3 * bucket);
                }

                Add(store, Labels.Metric("up", labels), scrape => scrape % 7 == 0 ? 0 : 1);
                Add(store, Labels.Metric("odd", labels), scrape => (scrape % 5) switch
                {
                    0 => double.NaN,
                    1 => double.PositiveInfinity,
                    2 => -1e308,
                    3 => 0,
                    _ => 1e308,
                });
            }

        return store;
    }

    // A few scrapes are missed and marked so.
    private static void Add(SeriesStore store, Labels labels, Func<int, double> value)
    {
        int id = store.Add(labels);
        for (int scrape = 0; scrape * Interval <= End; scrape++)
            if (scrape % 31 == 30)
                store.AppendStale(id, scrape * Interval);
            else
                store.Append(id, scrape * Interval, value(scrape));
    }
}
