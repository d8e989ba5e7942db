using System.Diagnostics;
using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class TuneTests : IDisposable
{
    private const string Point =
        """
        kind: Policy
        plan: { weights: [10], every: 10m, maximum: 15m }  # one look
        method: { point: { window: 5m } }
        checks:
          - { metric: errors, atMost: 7% }

        """;

    private readonly Sandbox _sandbox = new();

    public TuneTests()
    {
        _sandbox.Write("healthy.yaml", SmallFiles.Scenario.Replace("  faults:\n    - errorIncrease: { by: 5pp }\n", "", StringComparison.Ordinal)
            .Replace("truth: regressed", "truth: healthy", StringComparison.Ordinal));
        _sandbox.Write("point.yaml", Point);
    }

    private static string[] Line => ["tune", "point.yaml", "--against", "healthy.yaml", "--against", "scenario.yaml=2", "--vary", "checks[0].atMost=0.5%..8% step 0.5%",
        "--target", "falseRollback atMost 5%", "--minimise", "missed", "--budget", "4000", "--out", "made"];

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Tune_Policy_ShowsABetterOneAndWritesItBeside()
    {
        CliRun run = _sandbox.Run(Line);
        Assert.Equal("", string.Join('\n', run.ErrorLines.Where(line => !line.Contains("rollouts", StringComparison.Ordinal))));
        Assert.Equal(0, run.ExitCode);
        Assert.All(
            ["What is varied", "Which field matters", "The front", "Recommended: candidate", "Evidence on fresh seeds", "Targets on fresh seeds", "--- a/point.yaml"],
            part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        string folder = Path.Combine(_sandbox.Folder, "made");
        Assert.Equal(
            ["front.csv", "front.png", "point.yaml", "policy.diff", "results.duckdb", "tuning.json"], Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order());
        string improved = File.ReadAllText(Path.Combine(folder, "point.yaml"));
        Assert.Contains("maximum: 15m }  # one look", improved, StringComparison.Ordinal);
        Assert.DoesNotContain("atMost: 7%", improved, StringComparison.Ordinal);
        Assert.Equal(Point, File.ReadAllText(Path.Combine(_sandbox.Folder, "point.yaml")));
    }

    [Fact]
    public void Tune_Run_IsInTheResultsStore()
    {
        Assert.Equal(0, _sandbox.Run(Line).ExitCode);
        Assert.Equal(0, _sandbox.Run(Line).ExitCode);
        CliRun list = _sandbox.Run("results", "list", "--from", "made", "--json");
        using JsonDocument document = JsonDocument.Parse(list.Output);
        JsonElement[] runs = [.. document.RootElement.GetProperty("runs").EnumerateArray()];

        // The first design and the evidence; the same command is the same runs.
        Assert.Equal(2, runs.Length);
        Assert.All(runs, run => Assert.StartsWith("coalmine tune point.yaml", run.GetProperty("command").GetString(), StringComparison.Ordinal));
        Assert.All(runs, run => Assert.True(run.GetProperty("finished").GetBoolean()));
        CliRun show = _sandbox.Run("results", "show", "2", "--from", "made");
        Assert.Equal(0, show.ExitCode);
        Assert.Contains("given", show.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tune_IntoTheFolderOfThePolicy_IsRefusedBeforeAnythingRuns()
    {
        CliRun run = _sandbox.Run([.. Line[..^1], "."]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("would be written over", run.Error, StringComparison.Ordinal);
        Assert.Equal(Point, File.ReadAllText(Path.Combine(_sandbox.Folder, "point.yaml")));
    }

    // A tenth of a point more tells nothing apart: the seed is fixed.
    [Fact]
    public void Tune_WhereNothingIsGained_IsNotShownAndWritesNothing()
    {
        CliRun run = _sandbox.Run([.. Line.Select(word => word.Replace("0.5%..8% step 0.5%", "7%,7.1%", StringComparison.Ordinal)), "--write"]);
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(Point, File.ReadAllText(Path.Combine(_sandbox.Folder, "point.yaml")));
    }

    [Fact]
    public void Tune_Write_OverwritesThePolicy()
    {
        Assert.Equal(0, _sandbox.Run([.. Line, "--write"]).ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(_sandbox.Folder, "made", "point.yaml")), File.ReadAllText(Path.Combine(_sandbox.Folder, "point.yaml")));
    }

    [Fact]
    public void Tune_Json_IsOneDocumentAndTheSameOnAnyThreads()
    {
        CliRun one = _sandbox.Run([.. Line, "--json", "--parallel", "1"]);
        using JsonDocument document = JsonDocument.Parse(one.Output);
        Assert.Equal("tuning", document.RootElement.GetProperty("kind").GetString());
        Assert.True(document.RootElement.GetProperty("shown").GetBoolean());
        Assert.Equal(one.Output, _sandbox.Run([.. Line, "--json", "--parallel", "3"]).Output);
    }

    [Fact]
    public void Tune_File_SaysWhatTheLineSays()
    {
        _sandbox.Write("run.yaml", """
            kind: Tuning
            policy: [point.yaml]
            against: [ { scenario: healthy.yaml }, { scenario: scenario.yaml, weight: 2 } ]
            vary: [ "checks[0].atMost=0.5%..8% step 0.5%" ]
            targets: [ falseRollback atMost 5% ]
            minimise: missed
            budget: 4000
            """);
        CliRun file = _sandbox.Run("tune", "run.yaml", "--json", "--out", "made");
        Assert.Equal(0, file.ExitCode);
        Assert.Equal(_sandbox.Run([.. Line, "--json"]).Output, file.Output);
    }

    [Fact]
    public void Tune_TargetOutOfReach_EndsWith3AndShowsTheNearest()
    {
        // The one look comes after ten minutes.
        CliRun run = _sandbox.Run("tune", "point.yaml", "--against", "healthy.yaml", "--against", "scenario.yaml", "--vary", "checks[0].atMost=1%,2%,3%",
            "--target", "duration atMost 5m", "--budget", "4000", "--write");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Nothing that was tried holds all targets. The nearest is above: duration atMost 5m: 10m", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("--write writes nothing", run.Error, StringComparison.Ordinal);
        Assert.Equal(Point, File.ReadAllText(Path.Combine(_sandbox.Folder, "point.yaml")));
    }

    [Theory]
    [InlineData("There is no field 'checks[3].atMost'", "tune", "point.yaml", "--against", "healthy.yaml", "--vary", "checks[3].atMost=1%,2%")]
    [InlineData("name scenarios with --against", "tune", "point.yaml")]
    [InlineData("is no weight", "tune", "point.yaml", "--against", "healthy.yaml=much")]
    [InlineData("is no target", "tune", "point.yaml", "--against", "healthy.yaml", "--target", "happiness atMost 1")]
    [InlineData("is about regressed canaries", "tune", "point.yaml", "--against", "healthy.yaml", "--minimise", "missed")]
    [InlineData("a budget of 50 rollouts is too small", "tune", "point.yaml", "--against", "healthy.yaml", "--budget", "50")]
    [InlineData("is no policy; scenarios are given with --against", "tune", "healthy.yaml")]
    [InlineData("no such file", "tune", "nowhere.yaml", "--against", "healthy.yaml")]
    [InlineData("two scenarios are called healthy", "tune", "point.yaml", "--against", "healthy.yaml", "--against", "healthy.yaml")]
    public void Tune_WrongLine_IsRefused(string expected, params string[] line)
    {
        CliRun run = _sandbox.Run(line);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("vary:\n  - plan.each=1m,2m\n", "CM2361")]
    [InlineData("targets:\n  - falseRollback atMost 0%\n", "CM2378")]
    public void Tune_WrongFile_IsRefusedAtItsPlace(string line, string id)
    {
        _sandbox.Write("run.yaml", $"kind: Tuning\npolicy: [point.yaml]\nagainst: [ {{ scenario: healthy.yaml }} ]\n{line}");
        CliRun run = _sandbox.Run("tune", "run.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"run.yaml:5:5 error {id}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_OfATuningFile_NamesTheCommand()
    {
        _sandbox.Write("run.yaml", "kind: Tuning\n");
        CliRun run = _sandbox.Run("study", "run.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("run it with `coalmine tune`", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tune_Interrupted_SaysWhatIsKept()
    {
        if (OperatingSystem.IsWindows())
            return;
        using Process process = InterruptibleRun.Start(_sandbox.Folder, Line.Select(word => word == "4000" ? "100000000" : word));
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        // The first progress line says that rollouts are under way.
        string first = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        InterruptibleRun.Interrupt(process);
        string rest = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("rollouts", first, StringComparison.Ordinal);
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Interrupted: its rollouts are kept in made; the same command goes on from there.", rest, StringComparison.Ordinal);
        Assert.Contains("What is varied", await output, StringComparison.Ordinal);
    }
}
