using System.Globalization;
using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>The tables that trace a rollout.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("scrapes", "scrapes.csv timeline.png")]
    [InlineData("scrapes,looks", "scrapes.csv timeline.png trace.csv")]
    [InlineData("requests, scrapes,looks", "requests.csv scrapes.csv timeline.png trace.csv")]
    public void Trace_WritesTheTablesThatAreNamed(string tables, string files)
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--engine", "request", "--trace", tables, "--out", "out");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(files.Split(' '), Directory.GetFiles(Path.Combine(_sandbox.Folder, "out")).Select(file => Path.GetFileName(file)).Order());
        string[] again = run.Output.TrimEnd().Split('\n')[^1].Split(' ')[1..];
        Assert.Equal(run.Output, _sandbox.Run(again).Output);
    }

    [Fact]
    public void Trace_GivenTwice_WritesBoth()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--trace", "scrapes", "--trace", "looks");
        Assert.Contains("wrote out/scenario.policy/scrapes.csv", run.Output, StringComparison.Ordinal);
        Assert.Contains("wrote out/scenario.policy/trace.csv", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_OfTheBinnedEngine_AreRefused()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--trace", "requests");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("coalmine: the binned engine draws counts and has no requests to trace; use --engine request", Assert.Single(run.ErrorLines));
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("scenario.yaml", "binned", "scrapes,looks")]
    [InlineData("scenario.yaml", "request", "requests,scrapes,looks")]
    [InlineData("limited.yaml", "request", "requests,scrapes,looks")]
    public void Result_DoesNotDependOnWhatIsTraced(string scenario, string engine, string tables)
    {
        _sandbox.Write("limited.yaml", SmallFiles.Limited);
        string[] line = ["simulate", scenario, "--engine", engine, "--json"];
        using JsonDocument plain = JsonDocument.Parse(_sandbox.Run(line).Output);
        byte[] looks = File.ReadAllBytes(Assert.Single(Directory.GetFiles(_sandbox.Folder, "trace.csv", SearchOption.AllDirectories)));
        using JsonDocument traced = JsonDocument.Parse(_sandbox.Run([.. line, "--trace", tables]).Output);
        foreach (JsonProperty property in plain.RootElement.EnumerateObject().Where(each => each.Name is not ("files" or "reproduce")))
            Assert.Equal(property.Value.ToString(), traced.RootElement.GetProperty(property.Name).ToString());
        Assert.Equal(looks, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_sandbox.Folder, "trace.csv", SearchOption.AllDirectories))));
    }

    [Fact]
    public void Requests_AreThoseThatTheScrapesCount()
    {
        _sandbox.Run("simulate", "scenario.yaml", "--engine", "request", "--trace", "requests,scrapes", "--out", "out");
        Dictionary<string, string>[] requests = Table("requests.csv");
        Dictionary<string, string>[] scrapes = Table("scrapes.csv");
        int last = scrapes.Max(row => int.Parse(row["cell"], CultureInfo.InvariantCulture));
        Dictionary<string, string>[] ends = [.. scrapes.Where(row => int.Parse(row["cell"], CultureInfo.InvariantCulture) == last)];
        Assert.Equal(6, ends.Length);
        foreach (Dictionary<string, string> pod in ends)
        {
            Dictionary<string, string>[] own = [.. requests.Where(row => (row["arm"], row["pod"]) == (pod["arm"], pod["pod"]))];
            Assert.Equal(pod["requests"], own.Length.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(pod["errors"], own.Count(row => row["fate"] == "error").ToString(CultureInfo.InvariantCulture));
            int within = own.Count(row => double.Parse(row["latencySeconds"], CultureInfo.InvariantCulture) <= 0.25);
            Assert.Equal(pod["latencyBucket_0.25"], within.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Scrapes_ThatWereMissed_BringNothing()
    {
        _sandbox.Write("scenario.yaml", SmallFiles.Scenario.Replace("scrape: 30s", "scrape: 30s, missed: 20%", StringComparison.Ordinal));
        _sandbox.Run("simulate", "scenario.yaml", "--trace", "scrapes", "--out", "out");
        Dictionary<string, string>[] rows = Table("scrapes.csv");
        Dictionary<string, string>[] missed = [.. rows.Where(row => row["missed"] == "true")];
        Assert.NotEmpty(missed);
        Assert.All(missed, row => Assert.Equal(("", "", ""), (row["requests"], row["errors"], row["latencyBucket_0.25"])));
        Assert.All(rows.Except(missed), row => Assert.NotEqual("", row["requests"]));
        Assert.All(rows, row => Assert.Equal("binned", row["engine"]));

        // The weight in force: nothing before the rollout's first weight, and 10 % after it.
        Assert.All(rows.Where(row => row["cell"] == "1"), row => Assert.Equal("0.1", row["weight"]));
    }

    private Dictionary<string, string>[] Table(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(_sandbox.Folder, "out", file));
        string[] names = lines[0].Split(',');
        return [.. lines[1..].Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
