using System.Diagnostics;
using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class StudyTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public StudyTests() => _sandbox.Write("second.yaml", SmallFiles.Policy.Replace("1pp", "2pp", StringComparison.Ordinal));

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Study_PrintsTablesAndWritesFiles()
    {
        CliRun run = _sandbox.Run("study", "scenario.yaml", "policy.yaml", "second.yaml", "--replications", "40");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("n = 40", run.Output, StringComparison.Ordinal);
        Assert.Contains("Difference from policy", run.Output, StringComparison.Ordinal);
        Assert.Contains("80 rollouts in", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["detection-scenario.png", "outcomes.png", "results.duckdb", "study.csv"],
            Directory.GetFiles(Path.Combine(_sandbox.Folder, "out", "study")).Select(file => Path.GetFileName(file)).Order());
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Study_OnMoreThreads_GivesTheSameBytes()
    {
        string[] line = ["study", "scenario.yaml", "policy.yaml", "second.yaml", "--replications", "90", "--json", "--no-reuse", "--parallel"];
        Assert.Equal(_sandbox.Run([.. line, "1"]).Output, _sandbox.Run([.. line, "4"]).Output);
    }

    [Fact]
    public void Study_InAnotherLocale_GivesTheSameBytes()
    {
        string[] line = ["study", "scenario.yaml", "--replications", "20", "--no-reuse"];
        Dictionary<string, string> german = new() { ["LANG"] = "de_DE.UTF-8", ["LC_ALL"] = "de_DE.UTF-8" };
        Assert.Equal(_sandbox.Run(line).Output, CliRun.In(_sandbox.Folder, german, line).Output);
    }

    [Fact]
    public async Task Study_Interrupted_KeepsWhatIsDoneAndSaysSo()
    {
        if (OperatingSystem.IsWindows())
            return;
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "coalmine"), ["study", "scenario.yaml", "--replications", "100000000", "--json"])
        {
            WorkingDirectory = _sandbox.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process study = Process.Start(start)!;
        Task<string> output = study.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        // The first line of progress comes a second after the first blocks.
        Assert.Contains("rollouts", await study.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using Process kill = Process.Start("kill", ["-TERM", study.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        string error = await study.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await study.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(143, study.ExitCode);
        Assert.Contains("Interrupted: 0 of 1 scenario complete", error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(await output);
        Assert.True(json.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.True(json.RootElement.GetProperty("scenarios")[0].GetProperty("replications").GetInt64() > 0);
        Assert.True(File.Exists(Path.Combine(_sandbox.Folder, "out", "study", "study.csv")));
    }
}
