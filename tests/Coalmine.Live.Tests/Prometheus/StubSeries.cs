using System.Globalization;
using System.Text.Json;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>Series that a stub answers range selectors from: by metric's name and the label <c>predictor_name</c>; times are seconds before or after noon.</summary>
internal sealed class StubSeries
{
    private readonly List<(Dictionary<string, string> Labels, List<(double Second, double Value)> Samples)> _series = [];

    /// <summary>Adds a series: <c>name{a=b,...}</c> with its samples.</summary>
    public StubSeries Add(string metric, string arm, string pod, string labels, params (double Second, double Value)[] samples)
    {
        Dictionary<string, string> all = new() { ["__name__"] = metric, ["predictor_name"] = arm, ["pod"] = pod, ["job"] = "pods", ["instance"] = pod + ":8000" };
        foreach (string pair in labels.Split(',', StringSplitOptions.RemoveEmptyEntries))
            all[pair.Split('=')[0]] = pair.Split('=')[1];
        _series.Add((all, [.. samples]));
        return this;
    }

    /// <summary>The matrix of a range selector at a time, as Prometheus 3 would have it.</summary>
    public HttpResponseMessage Answer(StubServer.Asked asked)
    {
        string query = asked.Query;
        double until = double.Parse(asked.Form["time"], CultureInfo.InvariantCulture) - StubServer.Now.ToUnixTimeSeconds();
        double range = double.Parse(query[(query.LastIndexOf('[') + 1)..^3], CultureInfo.InvariantCulture) / 1000;
        string metric = query.Split('{')[0];
        var result = _series
            .Where(one => one.Labels["__name__"] == metric && (metric == "up" || query.Contains($"predictor_name=\"{one.Labels["predictor_name"]}\"", StringComparison.Ordinal)))
            .Select(one => new
            {
                metric = one.Labels,
                values = one.Samples.Where(sample => sample.Second > until - range && sample.Second <= until)
                    .Select(sample => new object[] { StubServer.Now.ToUnixTimeSeconds() + (decimal)sample.Second, Text(sample.Value) }).ToArray(),
            })
            .Where(one => one.values.Length > 0);
        return StubServer.Data("matrix", JsonSerializer.Serialize(result));
    }

    private static string Text(double value) => double.IsNaN(value) ? "NaN" : value.ToString(CultureInfo.InvariantCulture);
}
