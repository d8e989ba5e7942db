using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>power</c>: numbers, a policy with a world, and what it cannot do.</summary>
public sealed class PowerTests : IDisposable
{
    private static readonly string[] Numbers = ["power", "--rps", "20", "--weight", "10%", "--metric", "accuracy", "--rate", "96%"];
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Numbers_GiveASentence_ATable_AndFiles()
    {
        CliRun run = _sandbox.Run([.. Numbers, "--by", "1pp"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("At 20 requests/s and a weight of 10 % you cannot see accuracy fall from 96 % to 95 % before ", run.Output, StringComparison.Ordinal);
        Assert.Contains("needs 2,866 canary requests and sees it after 23m53s", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        string folder = Path.Combine(_sandbox.Folder, "out", "power");
        Assert.StartsWith("name,method,seconds,seen,seenAtOneLook,baseline\naccuracy,sequential,", File.ReadAllText(Path.Combine(folder, "power.csv")), StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder, "power.png")).Length > 1000);
    }

    [Fact]
    public void Json_HasTheSameNumbers()
    {
        using JsonDocument json = JsonDocument.Parse(_sandbox.Run([.. Numbers, "--by", "1pp", "--method", "fixed", "--json"]).Output);
        Assert.Equal("power", json.RootElement.GetProperty("kind").GetString());

        // The closed form of the pooled z test, solved in Python's statistics.NormalDist.
        Assert.Equal(2865.345, json.RootElement.GetProperty("oneLookTrials").GetDouble(), 0.01);
    }

    [Fact]
    public void Policy_WithAWorld_SaysWhatEachCheckSees_AndCounts()
    {
        CliRun run = _sandbox.Run("power", "policy.yaml", "--against", "scenario.yaml", "--simulate", "--replications", "40");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("errors notWorseThanBaseline 1pp: 5.30 % on the canary here; seen by ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Simulated, 40 rollouts: rolled back on evidence 100 % [91.2, 100]", run.Output, StringComparison.Ordinal);
        Assert.Contains("Computed, not simulated", run.Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(_sandbox.Run("power", "policy.yaml", "--against", "scenario.yaml", "--json").Output);
        Assert.Equal(2, json.RootElement.GetProperty("checks").GetArrayLength());
    }

    [Theory]
    [InlineData("--by is missing", "--rps", "20", "--weight", "10%", "--metric", "errors", "--rate", "1%")]
    [InlineData("--metric takes accuracy, conversion, errors or slow; read 'speed'", "--rps", "20", "--weight", "10%", "--metric", "speed", "--rate", "1%", "--by", "1pp")]
    [InlineData("--weight takes a share above 0% and below 100%", "--rps", "20", "--weight", "10", "--metric", "errors", "--rate", "1%", "--by", "1pp")]
    [InlineData("--by takes points, such as 1pp", "--rps", "20", "--weight", "10%", "--metric", "errors", "--rate", "1%", "--by", "x")]
    [InlineData("--by must lie beyond --margin", "--rps", "20", "--weight", "10%", "--metric", "errors", "--rate", "1%", "--by", "1pp", "--margin", "2pp")]
    [InlineData("--delay takes a time", "--rps", "20", "--weight", "10%", "--metric", "errors", "--rate", "1%", "--by", "1pp", "--delay", "1h,10m")]
    [InlineData("a policy needs a world; give --against SCENARIO", "policy.yaml")]
    [InlineData("--against is for a policy", "--against", "scenario.yaml")]
    [InlineData("leave --rps out", "policy.yaml", "--against", "scenario.yaml", "--rps", "20")]
    public void MistakesOnTheCommandLine_AreNamed(string said, params string[] args)
    {
        CliRun run = _sandbox.Run(["power", .. args]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_IsSentToAStudy()
    {
        _sandbox.Write("argo.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: r }\nspec: { strategy: { canary: {} } }\n");
        CliRun run = _sandbox.Run("power", "argo.yaml", "--against", "scenario.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("`coalmine study scenario.yaml argo.yaml`", run.Error, StringComparison.Ordinal);
    }
}
