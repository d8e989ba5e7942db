using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Which engine brings a world forward: asked for, chosen, refused, and said in every output.</summary>
public sealed class EngineTests : IDisposable
{
    private const string Why = "pods with limits (serving) make one request wait for another";
    private readonly Sandbox _sandbox = new();

    public EngineTests() => _sandbox.Write("limited.yaml", SmallFiles.Limited);

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("simulate")]
    [InlineData("study")]
    public void BinnedEngine_OfAWorldThatNeedsRequests_IsRefusedWhereTheWorldNeedsThem(string command)
    {
        CliRun run = _sandbox.Run(command, "limited.yaml", "--engine", "binned");
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("limited.yaml:6:10 error CM2190", line, StringComparison.Ordinal);
        Assert.Contains($"The binned engine cannot bring this world forward: {Why}.", line, StringComparison.Ordinal);
        Assert.Contains("Leave --engine out, or write `--engine request`.", line, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("scenario.yaml", null, "binned", "")]
    [InlineData("scenario.yaml", "request", "request", "")]
    [InlineData("limited.yaml", null, "request", Why)]
    public void EveryOutput_SaysWhichEngineMadeIt_AndWhyRequestsWereNeeded(string scenario, string? asked, string engine, string why)
    {
        string[] option = asked is null ? [] : ["--engine", asked];
        string sentence = engine == "binned" ? ": the counts" : why.Length == 0 ? ": every request is an event, as asked" : $": every request is an event, because {why}";
        Assert.Contains($"engine    {engine}{sentence}", _sandbox.Run(["simulate", scenario, .. option]).Output, StringComparison.Ordinal);
        string[] trace = File.ReadAllLines(Path.Combine(_sandbox.Folder, "out", $"{Path.GetFileNameWithoutExtension(scenario)}.policy", "trace.csv"));
        Assert.StartsWith($"0,engine,,,,{engine},", trace[1], StringComparison.Ordinal);
        Assert.EndsWith($",{why}", trace[1], StringComparison.Ordinal);
        using JsonDocument rollout = JsonDocument.Parse(_sandbox.Run(["simulate", scenario, "--json", .. option]).Output);
        AssertSays(rollout.RootElement, engine, why);

        Assert.Contains($"Engine {engine}{sentence}", _sandbox.Run(["study", scenario, "--replications", "3", .. option]).Output, StringComparison.Ordinal);
        string[] table = File.ReadAllLines(Path.Combine(_sandbox.Folder, "out", "study", "study.csv"));
        Assert.All(table[1..], row => Assert.EndsWith($",{engine},{why}", row, StringComparison.Ordinal));
        using JsonDocument study = JsonDocument.Parse(_sandbox.Run(["study", scenario, "--replications", "3", "--json", .. option]).Output);
        AssertSays(study.RootElement.GetProperty("scenarios")[0], engine, why);
    }

    [Fact]
    public void Reproduction_NamesTheEngineThatWasAskedFor()
    {
        string[] lines = _sandbox.Run("simulate", "scenario.yaml", "--engine", "request").Output.TrimEnd().Split('\n');
        Assert.EndsWith(" --engine request", lines[^1], StringComparison.Ordinal);
    }

    private static void AssertSays(JsonElement json, string engine, string why) =>
        Assert.Equal((engine, why), (json.GetProperty("engine").GetString(), json.GetProperty("requestsNeeded").GetString()));
}
