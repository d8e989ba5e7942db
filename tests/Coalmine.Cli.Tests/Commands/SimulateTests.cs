using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class SimulateTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Simulate_TellsTheStory_WritesPictureAndTrace_AndEndsWithTheCommandThatReproducesIt()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.Equal("coalmine simulate scenario.yaml --policy policy.yaml --seed 1 --replication 0", lines[^1]);
        Assert.Contains(lines, line => line.StartsWith("Right: the regression was detected by `errors notWorseThanBaseline 1pp`", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("fault errorIncrease on the canary", StringComparison.Ordinal));
        Assert.Equal(["timeline.png", "trace.csv"], Files("out", "scenario.policy"));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(lines[..^1], line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Simulate_AsItsLastLineSays_GivesTheSameBytes()
    {
        CliRun first = _sandbox.Run("simulate", "scenario.yaml", "--seed", "5", "--out", "a");
        string[] again = first.Output.TrimEnd().Split('\n')[^1].Split(' ')[1..^1];
        CliRun second = _sandbox.Run([.. again, "b"]);
        Assert.Equal(first.Output.Replace("a/", "b/", StringComparison.Ordinal).Replace("--out a", "--out b", StringComparison.Ordinal), second.Output);
        foreach (string file in new[] { "timeline.png", "trace.csv" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(_sandbox.Folder, "a", file)), File.ReadAllBytes(Path.Combine(_sandbox.Folder, "b", file)));
    }

    [Fact]
    public void Simulate_AsJson_PrintsJsonAlone()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("format").GetInt32());
        Assert.Equal("rolledBackOnEvidence", json.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("files").GetArrayLength());
    }

    [Fact]
    public void Simulate_OfAnUnsafePolicy_RepeatsTheSetting()
    {
        _sandbox.Write("policy.yaml", SmallFiles.Policy.Replace("1pp }", "1pp, missing: pass }", StringComparison.Ordinal));
        CliRun run = _sandbox.Run("simulate", "scenario.yaml");
        Assert.Contains("no data passes", run.Output, StringComparison.Ordinal);
        Assert.Contains("no data passes", _sandbox.Run("simulate", "scenario.yaml", "--json").Output, StringComparison.Ordinal);
        Assert.Contains("no data passes", _sandbox.Run("study", "scenario.yaml", "--replications", "5").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_IntoAFile_SaysSo_AndStillTellsTheStory()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--out", "policy.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("coalmine: cannot write policy.yaml/trace.csv: policy.yaml is a file, not a folder", Assert.Single(run.ErrorLines));
        Assert.Contains("Right: ", run.Output, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Fact]
    public void Simulate_OnAFullOutput_SaysSoWithoutAStackTrace()
    {
        if (!File.Exists("/dev/full"))
            return;
        using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", $"'{Path.Combine(AppContext.BaseDirectory, "coalmine")}' simulate scenario.yaml > /dev/full" },
            WorkingDirectory = _sandbox.Folder,
            RedirectStandardError = true,
        })!;
        string error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(2, shell.ExitCode);
        Assert.StartsWith("coalmine: cannot write the output", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private string[] Files(params string[] path) =>
        [.. Directory.GetFiles(Path.Combine([_sandbox.Folder, .. path])).Select(file => Path.GetFileName(file)).Order()];
}
