using System.Globalization;
using System.Text;
using Coalmine.Conformance.PromQL;
using Coalmine.PromQL.Series;


namespace Coalmine.PromQL.Tests.Differential;

/// <summary>
/// Generated series with the names of a Seldon deployment, scraped every 15 s for twenty minutes, with all that goes wrong in practice: pods that
/// restart, are born late, end with a stale marker, miss scrapes; codes that first appear with their first error; a gauge that is NaN at times.
/// </summary>
internal sealed class GuideWorld
{
    public const long ScrapeMilliseconds = 15_000;
    private const int Scrapes = 81;
    private const int Seed = 20_260_501;
    private static readonly string[] Bounds = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"];

    private readonly Random random = new(Seed);
    private readonly List<(Labels Labels, ScriptPoint[] Points)> series = [];

    public GuideWorld()
    {
        foreach (string arm in new[] { "baseline", "canary" })
        {
            for (int pod = 0; pod < 3; pod++)
                AddPod(arm, $"{arm}-{pod}", born: pod == 2 ? 23 : 0, restart: pod == 1 ? 40 : -1, ends: arm == "canary" && pod == 0 ? 65 : Scrapes);
        }
    }

    /// <summary>The same series and samples in a store.</summary>
    public SeriesStore Fill()
    {
        var store = new SeriesStore(Retention.Everything);
        foreach (var (labels, points) in series)
        {
            int id = store.Add(labels);
            for (int i = 0; i < points.Length; i++)
            {
                if (points[i].Kind == ScriptPointKind.Value)
                    store.Append(id, i * ScrapeMilliseconds, points[i].Value);
                else if (points[i].Kind == ScriptPointKind.Stale)
                    store.AppendStale(id, i * ScrapeMilliseconds);
            }
        }

        return store;
    }

    /// <summary>The series as <c>input_series</c> of a promtool test file.</summary>
    public string InputSeries()
    {
        var yaml = new StringBuilder();
        foreach (var (labels, points) in series)
        {
            string values = string.Join(' ', points.Select(point => point.Kind switch
            {
                ScriptPointKind.Missing => "_",
                ScriptPointKind.Stale => "stale",
                _ => point.Value.ToString("R", CultureInfo.InvariantCulture),
            }));
            yaml.Append(CultureInfo.InvariantCulture, $"      - series: {Promtool.Quote(labels.ToString())}\n        values: {Promtool.Quote(values)}\n");
        }

        return yaml.ToString();
    }

    private void AddPod(string arm, string pod, int born, int restart, int ends)
    {
        Labels Named(string name, params (string, string)[] more) =>
            Labels.Metric(name, [("deployment_name", "fraud"), ("predictor_name", arm), ("pod", pod), .. more]);
        bool[] missed = [.. Enumerable.Range(0, Scrapes).Select(_ => random.NextDouble() < 0.05)];
        double[] requests = Counter(40, restart);
        for (int i = 0; i < Bounds.Length; i++)
        {
            double share = 1 - Math.Pow(0.55, i + 1);
            var counts = requests.Select(count => i == Bounds.Length - 1 ? count : Math.Floor(count * share));
            Add(Named("seldon_api_executor_client_requests_seconds_bucket", ("le", Bounds[i])), [.. counts], missed, born, ends);
        }

        Add(Named("seldon_api_executor_client_requests_seconds_count", ("code", "200")), requests, missed, born, ends);
        Add(Named("seldon_api_executor_client_requests_seconds_count", ("code", "500")), Counter(0.4, restart), missed, Math.Max(born, 12), ends);
        Add(Named("seldon_api_executor_client_requests_seconds_sum"), [.. requests.Select(count => count * 0.0371)], missed, born, ends);
        double[] accuracy = [.. Enumerable.Range(0, Scrapes).Select(i => i % 17 == 3 ? double.NaN : 0.9 + (random.NextDouble() / 10))];
        Add(Named("model_accuracy"), accuracy, missed, born + 4, ends);
    }

    private double[] Counter(double mean, int restart)
    {
        double[] counts = new double[Scrapes];
        double count = Math.Floor(random.NextDouble() * 10);
        for (int i = 0; i < Scrapes; i++)
        {
            count = (i == restart ? 0 : count) + Math.Floor(random.NextDouble() * 2 * (mean + 0.5));
            counts[i] = count;
        }

        return counts;
    }

    private void Add(Labels labels, double[] values, bool[] missed, int born, int ends)
    {
        var points = new List<ScriptPoint>();
        for (int i = 0; i < Math.Min(Scrapes, ends + 1); i++)
            points.Add(i == ends ? ScriptPoint.Stale : i < born || missed[i] ? ScriptPoint.Missing : new ScriptPoint(ScriptPointKind.Value, values[i]));
        series.Add((labels, [.. points]));
    }
}
