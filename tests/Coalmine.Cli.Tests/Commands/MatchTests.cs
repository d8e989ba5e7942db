using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>What a manifest does not say of its requests: the share that a match selects, and the rate of load tests.</summary>
public sealed class MatchTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public MatchTests() => _sandbox.Write("ab.yaml", SmallManifests.AbTest);

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("simulate")]
    [InlineData("study")]
    public void AnAbTest_WithoutTheShareThatMatches_EndsWithFour_AndSaysWhatToGive(string command)
    {
        CliRun run = _sandbox.Run(command, "scenario.yaml", "--policy", "ab.yaml");
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Contains("ab.yaml:12:5 error CM2250", run.Error, StringComparison.Ordinal);
        Assert.Contains("--match 5%", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAbTest_WithTheShare_IsTold_AndItsLastLineSaysTheShareAgain()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--policy", "ab.yaml", "--match", "5%", "--load", "0/s");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("weight 5 %", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("--match 5% --load 0/s", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAbTest_TakesTheShareFromTheScenario()
    {
        _sandbox.Write("scenario.yaml", SmallFiles.Scenario + "match: 20%\n");
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--policy", "ab.yaml");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("weight 20 %", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_SaysWhatIsAssumedOfTheRequests()
    {
        Assert.Contains("--match", _sandbox.Run("explain", "ab.yaml").Output, StringComparison.Ordinal);
        string told = _sandbox.Run("explain", "ab.yaml", "--match", "5%").Output;
        Assert.Contains("5 % of the requests match", told, StringComparison.Ordinal);
        Assert.DoesNotContain("100 %       5", told, StringComparison.Ordinal);
    }
}
