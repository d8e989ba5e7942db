using System.CommandLine;
using System.Globalization;
using System.Text;
using Coalmine.Cli.Terminals;
using Coalmine.Workbench.Calibration;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Reports;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine calibrate</c>: a scenario from telemetry.</summary>
internal sealed class CalibrateCommand
{
    private const string About = "Fit a scenario to telemetry: values with intervals, how well they fit, and what the telemetry does not tell.";

    private const string Details =
        """
        Reads a table of counters, a row a scrape and pod: seconds,arm,pod,requests and any of errors,labelled,right,
        latencyBucket_SECONDS. Counters are cumulative since the pod started; an empty field is a missed scrape;
        `coalmine simulate --trace scrapes` writes such a table. A file that ends in .parquet has the same columns as Parquet.
        Or reads raw counters from OpenMetrics text with times (.om, .openmetrics, .prom), as `promtool tsdb dump-openmetrics`
        writes it: whose series they are is told as for a server, by --platform, --name, --namespace, --baseline and --canary.
        Files have at most 256 MiB.
        Or asks a Prometheus server for the raw counters of a stretch of its past (--prometheus with --from): by the names of
        a platform, or those of a file of kind Live, which also says who asks. Pods need not be scraped at the same instants.
        Fits the request rate (with a wave over the day, if the record is that long), bursts, the latency's law from
        its buckets, errors, how far pods differ, accuracy, and share and delay of labels. Everything comes with a
        95 % interval. What cannot be told is named, in the text and in the file, and stands there as assumed.
        Writes scenario.yaml, rate.png, latency.png and labels.png. The intervals are its `uncertainty:`, from which each
        replication of a study draws its world. With --worlds N also world-1.yaml to world-N.yaml, drawn likewise, to see
        worlds one by one.

        Examples:
          coalmine calibrate scenarios/calibrated/telemetry.csv
          coalmine calibrate my-scrapes.csv --out fitted --worlds 20
          coalmine calibrate dump.om --name fraud --baseline main --canary candidate
          coalmine calibrate --prometheus http://localhost:9090 --name fraud --baseline main --from 2d --step 1m
          coalmine calibrate --prometheus live.yaml --from 2026-11-26T00:00Z --to 2026-11-28T00:00Z
          coalmine study fitted/scenario.yaml my-policy.yaml
        """;

    private static readonly string[] DumpEndings = [".om", ".openmetrics", ".prom"];

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "A table of counters (CSV, .parquet) or a dump of them (.om, .openmetrics, .prom); none with --prometheus.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ServerOptions _server = new();
    private readonly Option<string?> _out = new("--out") { Description = "Folder for scenario and pictures; otherwise out/calibrate.", HelpName = "DIR" };
    private readonly Option<long> _worlds = NumberOptions.Whole("--worlds", "Worlds to draw from the fit's uncertainty; none otherwise.", 1, 1000);
    private readonly Option<ulong> _seed = NumberOptions.Seed();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        CalibrateCommand calibrate = new();
        Command command = new("calibrate", About) { calibrate._file, calibrate._out, calibrate._worlds, calibrate._seed };
        foreach (Option option in calibrate._server.All)
            command.Add(option);
        command.SetAction(calibrate.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        if (Telemetry(parsed, loading) is not { } record)
            return loading.ExitCode;
        CalibratedScenario fit = ScenarioFit.Of(record);
        foreach (StoryLine line in CalibrationText.Of(fit))
            StoryPrinter.Print(line.Text);
        Outputs outputs = new(parsed.GetValue(_out) ?? Path.Combine("out", "calibrate"));
        outputs.Write("scenario.yaml", stream => Write(stream, CalibratedFile.Write(fit)));
        for (int world = 1; world <= parsed.GetValue(_worlds); world++)
        {
            int drawn = world;
            outputs.Write(
                string.Create(CultureInfo.InvariantCulture, $"world-{world}.yaml"), stream => Write(stream, CalibratedFile.Draw(fit, parsed.GetValue(_seed),
                    drawn)));
        }

        foreach ((string name, byte[] picture) in new[]
        {
            ("rate.png", CalibrationPicture.Rate(fit)), ("latency.png", CalibrationPicture.Latency(fit)), ("labels.png", CalibrationPicture.Labels(fit)),
        })
            if (picture.Length > 0)
                outputs.Write(name, stream => stream.Write(picture));
        StoryPrinter.Print("");
        foreach (string file in outputs.Written)
            StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }

    private TelemetryRecord? Telemetry(ParseResult parsed, Loading loading)
    {
        string? file = parsed.GetValue(_file);
        bool isDump = file is not null && DumpEndings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
        if (file is null && !_server.IsAsked(parsed))
            loading.Refuse("telemetry is missing; give a table, or --prometheus with --from");
        else if (file is not null && (isDump ? _server.GivenBeyondNames(parsed) : _server.Given(parsed)) is [var given, ..])
            loading.Refuse($"leave {given} out: {file} is read");
        else
            return file is null ? _server.Read(parsed, loading) : isDump ? _server.ReadDump(file, parsed, loading) : loading.Telemetry(file);
        return null;
    }

    private static void Write(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
