using System.Globalization;
using System.Net;
using System.Text.Json;
using Coalmine.PromQL.Series;
using Coalmine.Testing.Prometheus;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>A Prometheus of the test's own, on a free port of loopback, with an empty store in a folder that goes with it.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const long BatchMilliseconds = 300_000;

    private readonly PrometheusProcess _process;
    private readonly HttpClient _client;

    private PrometheusServer(PrometheusProcess process)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = process.Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _process.Address;

    /// <summary>Starts one; without the program the test is skipped, or fails where the machine promises all components.</summary>
    public static async Task<PrometheusServer> StartAsync()
    {
        if (!PrometheusProcess.IsPromised)
            Assert.SkipWhen(PrometheusProcess.Missing.Length > 0, PrometheusProcess.Missing);

        // Samples lie where the test puts them, so no block may be cut and no sample be too old.
        return new PrometheusServer(await PrometheusProcess.StartAsync(
            "global: {}\n", "--web.enable-remote-write-receiver", "--storage.tsdb.min-block-duration=1000d", "--storage.tsdb.max-block-duration=1000d",
            "--storage.tsdb.retention.time=100y"));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>Stores series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="shift">Milliseconds that are added to all timestamps; later than in the calls before, so that no two sets meet.</param>
    public async Task WriteAsync(IReadOnlyList<RecordedSeries> series, long shift)
    {
        long end = series.Max(one => one.Samples.Count == 0 ? 0 : one.Samples[^1].Milliseconds) + 1;
        for (long from = 0; from < end; from += BatchMilliseconds)
        {
            using ByteArrayContent content = new(RemoteWrite.Body(series, from, from + BatchMilliseconds, shift));
            content.Headers.ContentEncoding.Add("snappy");
            content.Headers.ContentType = new("application/x-protobuf");
            using HttpResponseMessage response = await _client.PostAsync(new Uri("api/v1/write", UriKind.Relative), content);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    /// <summary>What it answers to a query at a moment.</summary>
    public async Task<QueryAnswer> AskAsync(string query, long milliseconds)
    {
        using FormUrlEncodedContent content = new(
        [
            new("query", query), new("time", (milliseconds / 1000m).ToString(CultureInfo.InvariantCulture)),
        ]);
        using HttpResponseMessage response = await _client.PostAsync(new Uri("api/v1/query", UriKind.Relative), content);
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            return QueryAnswer.Error;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using JsonDocument document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        JsonElement data = document.RootElement.GetProperty("data");
        JsonElement result = data.GetProperty("result");
        return data.GetProperty("resultType").GetString() == "scalar"
            ? new QueryAnswer(false, true, new Dictionary<Labels, double> { [Labels.Empty] = Number(result) })
            : new QueryAnswer(false, false, result.EnumerateArray().ToDictionary(LabelsOf, element => Number(element.GetProperty("value"))));
    }

    private static Labels LabelsOf(JsonElement element) =>
        Labels.Of([.. element.GetProperty("metric").EnumerateObject().Select(label => (label.Name, label.Value.GetString()!))]);

    private static double Number(JsonElement sample) => sample[1].GetString() switch
    {
        "NaN" => double.NaN,
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        { } text => double.Parse(text, CultureInfo.InvariantCulture),
        null => throw new JsonException("A sample's value is a text."),
    };
}
