using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class ResultsTests : IDisposable
{
    private static readonly string[] Line = ["study", "scenario.yaml", "policy.yaml", "second.yaml", "--replications", "60", "--json"];
    private readonly Sandbox _sandbox = new();

    public ResultsTests() => _sandbox.Write("second.yaml", SmallFiles.Policy.Replace("1pp", "2pp", StringComparison.Ordinal));

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Study_Repeated_ReusesAndPrintsTheSame()
    {
        CliRun first = _sandbox.Run(Line);
        CliRun second = _sandbox.Run(Line);
        CliRun anew = _sandbox.Run([.. Line, "--no-reuse"]);
        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, anew.ExitCode));
        Assert.DoesNotContain("reused", first.Error, StringComparison.Ordinal);
        Assert.Contains("reused 120 of 120 rollouts from", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("reused", anew.Error, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(first.Output, anew.Output);
    }

    [Fact]
    public void Study_AfterAChangeOfAPolicy_ReusesTheOtherOnly()
    {
        _sandbox.Run(Line);
        _sandbox.Write("second.yaml", SmallFiles.Policy.Replace("1pp", "3pp", StringComparison.Ordinal));
        Assert.Contains("reused 60 of 120 rollouts", _sandbox.Run(Line).Error, StringComparison.Ordinal);
        _sandbox.Write("policy.yaml", "# A comment.\n" + SmallFiles.Policy);
        Assert.Contains("reused 120 of 120 rollouts", _sandbox.Run(Line).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_WithAlerts_SaysThatItReusesNothing()
    {
        _sandbox.Write("alerts.yaml", "groups: [{ name: g, rules: [{ alert: A, expr: vector(1) > 2 }] }]\n");
        CliRun run = _sandbox.Run("study", "scenario.yaml", "--rules", "alerts.yaml", "--replications", "5");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("What alerts do is not kept", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_sandbox.Folder, "out", "study", "results.duckdb")));
    }

    [Fact]
    public void Show_PrintsWhatTheStudyPrinted()
    {
        CliRun study = _sandbox.Run([.. Line[..^1]]);
        CliRun show = _sandbox.Run("results", "show");
        Assert.Equal(0, show.ExitCode);
        Assert.StartsWith("run 1: coalmine study scenario.yaml policy.yaml second.yaml --replications 60 (begun ", show.Error, StringComparison.Ordinal);
        // This study has no advice to give.
        string tables = study.Output[..study.Output.IndexOf("wrote ", StringComparison.Ordinal)];
        Assert.Equal(tables, show.Output);
        Assert.Equal(WithoutAdvice(_sandbox.Run(Line).Output), WithoutAdvice(_sandbox.Run("results", "show", "1", "--json").Output));
    }

    [Fact]
    public void List_NamesRunsAndCells()
    {
        _sandbox.Run(Line);
        _sandbox.Run("study", "scenario.yaml", "--replications", "30", "--seed", "9");
        CliRun list = _sandbox.Run("results", "list", "--from", Path.Combine("out", "study", "results.duckdb"));
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("complete", list.Output, StringComparison.Ordinal);
        Assert.Contains(" this", list.Output, StringComparison.Ordinal);
        Assert.Contains("2: coalmine study scenario.yaml --replications 30 --seed 9", list.Output, StringComparison.Ordinal);
        Assert.Contains("second", _sandbox.Run("results", "list", "1").Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(_sandbox.Run("results", "list", "--json").Output);
        JsonElement[] runs = [.. json.RootElement.GetProperty("runs").EnumerateArray()];
        Assert.Equal([120L, 30L], runs.Select(run => run.GetProperty("rollouts").GetInt64()));
        Assert.Equal([1L, 9L], runs.Select(run => run.GetProperty("seed").GetInt64()));
    }

    [Fact]
    public void Compare_PairsPolicies()
    {
        _sandbox.Run(Line);
        CliRun compare = _sandbox.Run("results", "compare", "policy", "second");
        Assert.Equal(0, compare.ExitCode);
        Assert.Contains("Difference from policy", compare.Output, StringComparison.Ordinal);
        Assert.Equal(_sandbox.Run("results", "show", "--json").Output, _sandbox.Run("results", "compare", "policy", "second", "--json").Output);
    }

    [Theory]
    [InlineData("1", "9", "There is no run 9. Those recorded here are 1.")]
    [InlineData("8", "1", "There is no run 8.")]
    [InlineData("policy", "nobody", "No policy 'nobody'")]
    public void Compare_OfWhatIsNotThere_NamesIt(string first, string second, string said)
    {
        _sandbox.Run(Line);
        CliRun compare = _sandbox.Run("results", "compare", first, second);
        Assert.Equal(2, compare.ExitCode);
        Assert.Contains(said, compare.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_WritesWhatOtherProgramsRead()
    {
        _sandbox.Run(Line);
        CliRun export = _sandbox.Run("results", "export", "--csv", "--parquet");
        Assert.Equal((0, ""), (export.ExitCode, export.Error));
        string folder = Path.Combine(_sandbox.Folder, "out", "results");
        Assert.Equal(
            ["characteristics.csv", "characteristics.parquet", "rollouts.csv", "rollouts.parquet"],
            Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order());
        Assert.Equal(121, File.ReadAllLines(Path.Combine(folder, "rollouts.csv")).Length);
        Assert.Equal(
            File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "study", "study.csv")), File.ReadAllText(Path.Combine(folder, "characteristics.csv")));
        Assert.All(Directory.GetFiles(folder, "*.parquet"), file => Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(file)[..4]));
        Assert.Equal(0, _sandbox.Run("results", "export", "--parquet", "--out", "only").ExitCode);
        Assert.Equal(
            ["characteristics.parquet", "rollouts.parquet"], Directory.GetFiles(Path.Combine(_sandbox.Folder, "only")).Select(file => Path.GetFileName(file)).Order());
    }

    [Theory]
    [InlineData("CM2300", "results", "list", "--from", "nowhere")]
    [InlineData("CM2302", "results", "show", "--from", "scenario.yaml")]
    [InlineData("coalmine results show: RUN is the number of a run", "results", "show", "last")]
    [InlineData("say which form", "results", "export")]
    [InlineData("CM2305", "results", "show", "7")]
    [InlineData("CM2306", "results", "compare", "policy", "thrid")]
    [InlineData("CM2311", "results", "compare", "policy", "1:policy")]
    [InlineData("CM2311", "results", "compare", "1", "1")]
    public void Mistakes_AreRefused(string said, params string[] args)
    {
        _sandbox.Run("study", "scenario.yaml", "--replications", "5");
        CliRun run = _sandbox.Run(args);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_KilledAgainAndAgain_GoesOnAndEndsTheSame()
    {
        string[] line = [.. Line[..^3], "--replications", "2000", "--json"];
        string plain = _sandbox.Run([.. line, "--out", "apart"]).Output;
        int killed = 0;
        for (int delay = 1000; killed < 6 && delay < 20_000; delay += 500)
        {
            ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "coalmine.exe" : "coalmine"), line)
            {
                WorkingDirectory = _sandbox.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process study = Process.Start(start)!;
            Task<string> output = study.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = study.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            if (study.WaitForExit(delay))
                break;

            // Others may look while it writes, or before its first run is recorded on a slow machine.
            CliRun list = _sandbox.Run("results", "list");
            Assert.True(list.ExitCode == 0 || list.Error.Contains("CM2300", StringComparison.Ordinal) || list.Error.Contains("CM2304", StringComparison.Ordinal), list.Error);
            study.Kill();
            await study.WaitForExitAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(output, error);
            killed++;
        }

        CliRun last = _sandbox.Run(line);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(plain, last.Output);
        Assert.Equal(WithoutAdvice(plain), WithoutAdvice(_sandbox.Run("results", "show", "--json").Output));
        using JsonDocument json = JsonDocument.Parse(_sandbox.Run("results", "list", "--json").Output);
        Assert.Equal(4000, Assert.Single(json.RootElement.GetProperty("runs").EnumerateArray()).GetProperty("rollouts").GetInt64());
    }

    // Part of the advice needs the files of the study, which are not kept.
    private static string WithoutAdvice(string json)
    {
        JsonNode study = JsonNode.Parse(json)!;
        foreach (JsonNode? scenario in study["scenarios"]!.AsArray())
            foreach (JsonNode? policy in scenario!["policies"]!.AsArray())
                policy!.AsObject().Remove("advice");
        return study.ToJsonString();
    }
}
