using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>A Prometheus of the test's own, on a free port of loopback, with an empty store in a folder that goes with it.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private const long BatchMilliseconds = 300_000;

    private readonly string _folder;
    private readonly Process _process;
    private readonly HttpClient _client;

    private PrometheusServer(string folder, Process process, string address)
    {
        _folder = folder;
        _process = process;
        _client = new HttpClient { BaseAddress = new Uri($"http://{address}/") };
    }

    /// <summary>Starts one; without the program the test is skipped, or fails where the machine promises all components.</summary>
    public static async Task<PrometheusServer> StartAsync()
    {
        string program = Find();
        string folder = Directory.CreateTempSubdirectory("coalmine-prometheus-").FullName;
        string configuration = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, "global: {}\n");
        // Samples lie where the test puts them, so no block may be cut and no sample be too old.
        string[] arguments =
        [
            $"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(folder, "data")}", "--web.listen-address=127.0.0.1:0",
            "--web.enable-remote-write-receiver", "--storage.tsdb.min-block-duration=1000d", "--storage.tsdb.max-block-duration=1000d",
            "--storage.tsdb.retention.time=100y",
        ];
        Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        List<string> log = [];
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            log.Add(line);
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            _ = process.StandardError.ReadToEndAsync();
            PrometheusServer server = new(folder, process, match.Groups["address"].Value);
            await server.WaitUntilReadyAsync();
            return server;
        }

        Directory.Delete(folder, recursive: true);
        Assert.Fail($"prometheus did not start:\n{string.Join('\n', log)}");
        throw new UnreachableException();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
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

    private static string Find()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? found = folders.Select(folder => Path.Combine(folder, "prometheus")).FirstOrDefault(File.Exists);
        if (found is not null)
            return found;
        const string Reason = "prometheus not found: apt-get install prometheus";
        if (Environment.GetEnvironmentVariable("COALMINE_REQUIRE_COMPONENTS") == "1")
            Assert.Fail(Reason);
        Assert.Skip(Reason);
        return "";
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

    // It listens before it has read its store.
    private async Task WaitUntilReadyAsync()
    {
        while (true)
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri("-/ready", UriKind.Relative));
            if (response.IsSuccessStatusCode)
                return;
            Assert.False(_process.HasExited, "prometheus ended while it started");
            await Task.Delay(20);
        }
    }

    [GeneratedRegex("msg=\"Listening on\".* address=(?<address>127[.]0[.]0[.]1:[0-9]+)")]
    private static partial Regex Listening();
}
