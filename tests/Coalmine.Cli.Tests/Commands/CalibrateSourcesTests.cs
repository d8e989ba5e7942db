using System.Globalization;
using System.Text;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>calibrate</c> with the same record as a table and as a dump of OpenMetrics: the same scenario; and dumps that are refused.</summary>
public sealed class CalibrateSourcesTests : IDisposable
{
    private const string Family = "seldon_api_executor_server_requests_seconds";

    // A midnight, from which a table's seconds count.
    private const long Midnight = 1764374400;

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void DumpOfATable_GivesTheSameScenario()
    {
        string[] table = Rounded();
        _sandbox.Write("telemetry.csv", string.Join('\n', table));
        _sandbox.Write("telemetry.om", Dump(table));
        CliRun csv = _sandbox.Run("calibrate", "telemetry.csv", "--out", "csv", "--worlds", "1");
        CliRun dump = _sandbox.Run("calibrate", "telemetry.om", "--name", "fraud", "--baseline", "main", "--canary", "candidate", "--out", "dump", "--worlds", "1");
        Assert.Equal((0, "", 0, ""), (csv.ExitCode, csv.Error, dump.ExitCode, dump.Error));
        foreach (string file in new[] { "scenario.yaml", "world-1.yaml" })
        {
            string expected = File.ReadAllText(Path.Combine(_sandbox.Folder, "csv", file));
            Assert.Contains("p99: 210", File.ReadAllText(Path.Combine(_sandbox.Folder, "csv", "scenario.yaml")), StringComparison.Ordinal);
            Assert.Equal(
                expected.Replace("telemetry.csv", "telemetry.om", StringComparison.Ordinal), File.ReadAllText(Path.Combine(_sandbox.Folder, "dump", file)));
        }
    }

    [Theory]
    [InlineData("main", "requests_total 1\n# EOF\n", "dump.om:1:16 error CM3465")]
    [InlineData("main", "requests_total 1 1.000\n", "dump.om:1:1 error CM3469")]
    [InlineData("main", "requests_total 1 1.000\n# EOF\n", "dump.om:1:1 error CM3016")]
    [InlineData("ma\"in\\", "requests_total 1 1.000\n# EOF\n", "dump.om:1:1 error CM3016")]
    [InlineData("main", Family + "_count{predictor_name=\"main\",service=\"predictions\",pod=\"a\"} 5 1.000\n# EOF\n", "dump.om:1:1 error CM3455")]
    [InlineData("main", "\0\0\0", "dump.om:1:3 error CM3463")]
    public void WrongDumps_AreRefusedAtTheirPlace(string baseline, string text, string said)
    {
        _sandbox.Write("dump.om", text);
        CliRun run = _sandbox.Run("calibrate", "dump.om", "--baseline", baseline);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(said, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(["dump.om"], _sandbox.Made);
    }

    // Counts that contradict each other, a bound at zero, and a pod without buckets: numbers or a refusal, never a fault of ours.
    [Fact]
    public void NonsenseWithinTheForm_IsFittedOrRefused()
    {
        StringBuilder text = new();
        string own = "predictor_name=\"baseline\",service=\"predictions\"";
        foreach ((string bound, long each) in new[] { ("+Inf", 3L), ("-1", 9), ("0", 1), ("0.1", 700), ("0.2", 5), ("NaN", 2) })
            Add(text, $"{Family}_bucket{{le=\"{bound}\",{own},pod=\"a\"}}", scrape => each * scrape);
        Add(text, $"{Family}_count{{{own},pod=\"a\"}}", scrape => scrape % 7 * 1e14);
        Add(text, $"{Family}_count{{{own},pod=\"b\"}}", scrape => 10 * scrape);
        Add(text, $"model_labelled_total{{predictor_name=\"baseline\",pod=\"a\",class=\"x\",predicted=\"x\"}}", scrape => 5000 * scrape);
        _sandbox.Write("dump.om", text.Append("# EOF\n").ToString());
        CliRun run = _sandbox.Run("calibrate", "dump.om");
        Assert.True(run.ExitCode is 0 or 2, run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static void Add(StringBuilder text, string series, Func<int, double> count)
    {
        for (int scrape = 0; scrape < 60; scrape++)
            text.Append(CultureInfo.InvariantCulture, $"{series} {count(scrape)} {Midnight + 15 * scrape}.000\n");
    }

    // The shipped table with times as a server keeps them: whole milliseconds.
    private static string[] Rounded()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Simulator.sln")))
            root = root.Parent;
        string[] lines = File.ReadAllLines(Path.Combine(root!.FullName, "scenarios", "calibrated", "telemetry.csv"));
        return [lines[0], .. lines.Skip(1).Select(line =>
        {
            string[] fields = line.Split(',', 2);
            return double.Parse(fields[0], CultureInfo.InvariantCulture).ToString("0.000", CultureInfo.InvariantCulture) + "," + fields[1];
        })];
    }

    // As `promtool tsdb dump-openmetrics` writes it: series after series. Missed scrapes have no samples.
    private static string Dump(string[] table)
    {
        string[] header = table[0].Split(',');
        SortedDictionary<string, StringBuilder> series = new(StringComparer.Ordinal);
        foreach (string[] row in table.Skip(1).Select(line => line.Split(',')))
        {
            string Field(string name) => row[Array.IndexOf(header, name)];
            long Count(string name) => long.Parse(Field(name), CultureInfo.InvariantCulture);
            if (Field("requests").Length == 0)
                continue;
            string arm = Field("arm") == "baseline" ? "main" : "candidate";
            string pod = $"deployment_name=\"fraud\",instance=\"10.0.0.{Field("pod")}:8000\",job=\"pods\",pod=\"fraud-{arm}-{Field("pod")}\"";
            decimal time = Midnight + decimal.Parse(Field("seconds"), CultureInfo.InvariantCulture);
            void Sample(string name, string labels, long value)
            {
                string key = $"{name}{{{labels}{pod},predictor_name=\"{arm}\",service=\"predictions\"}}";
                if (!series.TryGetValue(key, out StringBuilder? samples))
                    series[key] = samples = new StringBuilder();
                samples.Append(CultureInfo.InvariantCulture, $"{key} {value} {time:0.000}\n");
            }

            Sample(Family + "_count", "code=\"200\",", Count("requests") - Count("errors"));
            Sample(Family + "_count", "code=\"500\",", Count("errors"));
            foreach (string column in header.Where(name => name.StartsWith("latencyBucket_", StringComparison.Ordinal)))
                Sample(Family + "_bucket", $"code=\"200\",le=\"{column.Split('_')[1]}\",", Count(column));
            Sample(Family + "_bucket", "code=\"200\",le=\"+Inf\",", Count("requests"));
            Sample("model_labelled_total", "class=\"a\",predicted=\"a\",", Count("right"));
            Sample("model_labelled_total", "class=\"b\",predicted=\"a\",", Count("labelled") - Count("right"));
        }

        return string.Concat(series.Values) + "# EOF\n";
    }
}
