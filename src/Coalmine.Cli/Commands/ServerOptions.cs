using System.CommandLine;
using System.CommandLine.Parsing;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Telemetry;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Cli.Commands;

/// <summary>
/// Telemetry in Prometheus's series, of a server or a dump: which server, whose series, which stretch of time. Joins what Live reads with what the workbench
/// fits.
/// </summary>
internal sealed class ServerOptions
{
    private static readonly (string Word, SeriesPlatform Platform)[] Platforms =
    [
        ("seldon", SeriesPlatform.Seldon), ("seldon-grpc", SeriesPlatform.SeldonGrpc), ("seldon-client", SeriesPlatform.SeldonClient),
        ("knative", SeriesPlatform.Knative), ("knative-opentelemetry", SeriesPlatform.KnativeOpenTelemetry), ("istio", SeriesPlatform.Istio),
    ];

    private readonly Option<string?> _server = new("--prometheus")
    {
        Description = "A Prometheus server's address, or a file of kind Live that names one, with its credentials and series.",
        HelpName = "URL|FILE",
    };

    private readonly Option<StretchEnd?> _from = new("--from")
    {
        Description = "Where the record begins: an instant such as 2026-11-28T06:00:00Z, or how long before its end, such as 6h.",
        HelpName = "TIME",
        CustomParser = StretchEnd.Parse,
    };

    private readonly Option<StretchEnd?> _to = new("--to")
    {
        Description = "Where it ends: an instant, or how long ago; now otherwise.",
        HelpName = "TIME",
        CustomParser = StretchEnd.Parse,
    };

    private readonly Option<long> _step = NumberOptions.Time("--step", "The newest sample of each such step only, for long records; all of them otherwise.");
    private readonly Option<string?> _platform = new("--platform")
    {
        Description = $"Whose series they are, with an address or a dump: {string.Join(", ", Platforms.Select(each => each.Word))}; seldon otherwise.",
        HelpName = "NAME",
        CustomParser = ParsePlatform,
    };

    private readonly Option<string?> _name = new("--name") { Description = "The deployment's or service's name in the series.", HelpName = "NAME" };
    private readonly Option<string?> _namespace = new("--namespace") { Description = "Its namespace; any otherwise.", HelpName = "NAME" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "The baseline's name in them; baseline otherwise.", HelpName = "NAME" };
    private readonly Option<string?> _canary = new("--canary") { Description = "The canary's, which may have none; canary otherwise.", HelpName = "NAME" };
    private readonly Option<string?> _bearer = new("--bearer-file") { Description = "The file of a bearer token, with an address.", HelpName = "FILE" };

    /// <summary>All options.</summary>
    public IEnumerable<Option> All => [_server, _from, _to, _step, .. OfAddress];

    private Option[] OfAddress => [.. OfSeries, _bearer];

    private Option[] OfSeries => [_platform, _name, _namespace, _baseline, _canary];

    /// <summary>Whether a server is asked.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_server) is not null;

    /// <summary>The options that mean something with a server only and are given.</summary>
    public string[] Given(ParseResult parsed) => Given(parsed, All);

    /// <summary>Those of them that a dump has no use for.</summary>
    public string[] GivenBeyondNames(ParseResult parsed) => Given(parsed, All.Except(OfSeries));

    /// <summary>Reads the telemetry; null when it was refused, which is said.</summary>
    public TelemetryRecord? Read(ParseResult parsed, Loading loading)
    {
        if (Server(parsed, loading) is not var (connection, names) || Span(parsed, loading) is not { } span)
            return null;
        using PrometheusClient? client = LiveOptions.Metrics(connection);
        if (client is null)
        {
            loading.Refused();
            return null;
        }

        SeriesReading reading = Read(new SeriesReader(client, names), span);
        foreach (Message finding in reading.Findings)
            if (finding.Severity == Severity.Error)
                loading.Refuse($"{finding.Text} ({finding.Id})");
            else
                Terminal.Error.WriteLine($"coalmine: {finding.Text} ({finding.Id})");
        if (loading.ExitCode != ExitCode.Success)
            return null;
        switch (Record(reading, span, client.Address, InScenarios(names)))
        {
            case ReadResult<TelemetryRecord>.Read read:
                return read.Value;
            case var refused:
                foreach (Diagnostic diagnostic in refused.Said)
                    loading.Refuse($"{client.Address}: {diagnostic.Message} ({diagnostic.Id})");
                return null;
        }
    }

    /// <summary>Reads the telemetry of a dump; null when it was refused, which is said.</summary>
    public TelemetryRecord? ReadDump(string path, ParseResult parsed, Loading loading)
    {
        if (Names(parsed, loading) is not { } names)
            return null;
        return loading.Take(FileReader.ReadBytes(path, DumpReader.MostBytes).Then(bytes => DumpReader.Read(path, bytes, names)).Then(dump =>
        {
            SeriesReading reading = Read(new SeriesReader(dump, names), dump.Span);
            DiagnosticList said = new(path);
            foreach (Message finding in reading.Findings)
                said.Add(TextPosition.Start, finding);
            return said.Finish(reading).Then(whole => Record(whole, dump.Span, path, InScenarios(names)));
        }));
    }

    private static SeriesReading Read(SeriesReader reader, SeriesSpan span)
    {
        using Interruption interruption = new();
        return reader.ReadAsync(span, interruption.Token).AsTask().GetAwaiter().GetResult();
    }

    private static string[] Given(ParseResult parsed, IEnumerable<Option> options) =>
        [.. options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)];

    // Times count from a midnight (UTC), so that a wave over the day keeps its hour.
    private static ReadResult<TelemetryRecord> Record(SeriesReading reading, SeriesSpan span, string source, string platform)
    {
        TelemetryBuilder builder = new(source, reading.HasErrors, reading.HasLabels, reading.LatencyBounds) { Platform = platform };
        long midnight = new DateTimeOffset(span.From.UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds();
        foreach (PodSeries pod in reading.Pods)
            foreach (PodReading each in pod.Readings)
                builder.Add(
                    pod.Arm, pod.Pod, (each.Milliseconds - midnight) / 1000.0, [each.Requests, each.Errors, each.Labelled, each.Right, .. each.Buckets]);
        builder.MissGaps();
        return builder.Build();
    }

    private (PrometheusConnection Connection, SeriesNames Names)? Server(ParseResult parsed, Loading loading)
    {
        string server = parsed.GetValue(_server)!;
        string[] ofAddress = Given(parsed, OfAddress);
        if (!server.Contains("://", StringComparison.Ordinal))
        {
            if (ofAddress.Length > 0)
                loading.Refuse($"{ofAddress[0]} goes with an address; {server} is a file, which says that itself");
            else if (LiveOptions.Load(server) is { } settings)
                return (settings.Prometheus, settings.Series);
            else
                loading.Refused();
            return null;
        }

        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            loading.Refuse("--prometheus takes an address such as https://prometheus.example:9090, without user and password, or a file of kind Live");
            return null;
        }

        if (Names(parsed, loading) is not { } names)
            return null;
        PrometheusConnection connection = new(address)
        {
            Credentials = parsed.GetValue(_bearer) is { } file ? new PrometheusCredentials.Bearer(file) : new PrometheusCredentials.None(),
        };
        return (connection, names);
    }

    private SeriesNames? Names(ParseResult parsed, Loading loading)
    {
        (string baseline, string canary) = (parsed.GetValue(_baseline) ?? "baseline", parsed.GetValue(_canary) ?? "canary");
        if (baseline == canary)
        {
            loading.Refuse($"--baseline and --canary are both {baseline}; the series must tell them apart");
            return null;
        }

        SeriesPlatform platform = Array.Find(Platforms, each => each.Word == (parsed.GetValue(_platform) ?? "seldon")).Platform;
        return PlatformNames.Of(platform, new SeriesTarget(parsed.GetValue(_name) ?? "", parsed.GetValue(_namespace) ?? "", baseline, canary));
    }

    // What is bound by hand is called as Seldon calls it: scenarios have no names of their own.
    private static string InScenarios(SeriesNames names) => names.Counters[CounterKind.Requests].Metric switch
    {
        var metric when metric.StartsWith("istio_", StringComparison.Ordinal) => "istio",
        var metric when metric.StartsWith("revision_", StringComparison.Ordinal) || metric.StartsWith("kn_", StringComparison.Ordinal) => "knative",
        _ => "seldon",
    };

    private static string? ParsePlatform(ArgumentResult result)
    {
        string read = result.Tokens is [var token] ? token.Value : "";
        if (Array.Exists(Platforms, each => each.Word == read))
            return read;
        result.AddError($"--platform takes {string.Join(", ", Platforms.Select(each => each.Word))}; read '{read}'.");
        return null;
    }

    private SeriesSpan? Span(ParseResult parsed, Loading loading)
    {
        if (parsed.GetValue(_from) is not { } from)
        {
            loading.Refuse("--from is missing: how long a record is read, such as --from 6h");
            return null;
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset until = parsed.GetValue(_to)?.Before(now) ?? now;
        DateTimeOffset begin = from.Before(until);
        if (begin < until)
            return new SeriesSpan(begin, until, parsed.GetValue(_step) is > 0 and var step ? TimeSpan.FromMilliseconds(step) : null);
        loading.Refuse("--from lies after --to");
        return null;
    }
}
