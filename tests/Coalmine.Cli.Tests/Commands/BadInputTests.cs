using System.Globalization;
using System.Text;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Every bad file is answered by one located message, exit code 2, no stack trace, and nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("duration: 1h", "durations: 1h\nduration: 1h", 4, "durations")]
    [InlineData("duration: 1h", "duration: 1kg", 4, "1kg")]
    [InlineData("errors: 0.3%", "errors: 130%", 9, "130%")]
    [InlineData("by: 5pp", "by: -5pp", 13, "-5pp")]
    [InlineData("truth: regressed", "truth: healthy", 15, "regressed")]
    public void Scenario_WithAMistake_IsRefusedAtItsPlace(string right, string wrong, int line, string said)
    {
        _sandbox.Write("scenario.yaml", Sandbox.Scenario.Replace(right, wrong, StringComparison.Ordinal));
        AssertRefused(_sandbox.Run("simulate", "scenario.yaml"), $"scenario.yaml:{line}:", said);
    }

    [Theory]
    [InlineData("weights: [10, 50]", "weights: [50, 10]", 2, "10")]
    [InlineData("weights: [10, 50]", "weights: [10, 150]", 2, "150")]
    [InlineData("every: 5m", "every: 5%", 2, "5%")]
    [InlineData("atMost: 250ms", "atMost: 200ms", 5, "(100ms, 250ms]")]
    [InlineData("method: sequential", "method: sequentially", 3, "sequentially")]
    [InlineData("metric: errors,", "metric: mistakes,", 6, "mistakes")]
    [InlineData("method: sequential", "risk: { falseRollback: 1.5, missed: 5% }", 3, "1.5")]
    public void Policy_WithAMistake_IsRefusedAtItsPlace(string right, string wrong, int line, string said)
    {
        _sandbox.Write("policy.yaml", Sandbox.Policy.Replace(right, wrong, StringComparison.Ordinal));
        AssertRefused(_sandbox.Run("simulate", "scenario.yaml"), $"policy.yaml:{line}:", said);
        AssertRefused(_sandbox.Run("study", "scenario.yaml", "policy.yaml"), $"policy.yaml:{line}:", said);
    }

    [Fact]
    public void File_ThatIsMissing_IsRefused() => AssertRefused(_sandbox.Run("simulate", "nosuch.yaml"), "nosuch.yaml:1:1", "no such file");

    [Fact]
    public void File_ThatIsAFolder_IsRefused() => AssertRefused(_sandbox.Run("study", "."), ".:1:1", "folder");

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\0\u0001\u0002ELF", "binary")]
    [InlineData("kind: Poem\n", "Poem")]
    public void File_ThatIsNoneOfOurs_IsRefused(string text, string said)
    {
        _sandbox.Write("bad.yaml", text);
        AssertRefused(_sandbox.Run("study", "bad.yaml"), "bad.yaml:1:", said);
    }

    [Fact]
    public void File_OfFiveThousandLevels_IsRefused()
    {
        _sandbox.Write("deep.yaml", "kind: Scenario\nabout: " + new string('[', 5000) + new string(']', 5000) + "\n");
        AssertRefused(_sandbox.Run("simulate", "deep.yaml"), "deep.yaml:2:", "deep");
    }

    [Fact]
    public void File_OfAliasesThatGrow_IsRefused()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++)
            bomb.Append(CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        _sandbox.Write("bomb.yaml", bomb.ToString());
        AssertRefused(_sandbox.Run("simulate", "bomb.yaml"), "bomb.yaml:1:", "alias");
    }

    [Fact]
    public void Query_ThatTheWorldCannotAnswer_EndsWithFour()
    {
        _sandbox.Write("policy.yaml",
            """
            kind: Policy
            plan: { weights: [10], passes: 1, every: 5m, maximum: 1h }
            method: point
            checks:
              - { metric: query, name: nobody, query: "sum(rate(a_metric_of_nobody[5m]))", higherIsWorse: true, atMost: 1 }

            """);
        CliRun run = _sandbox.Run("simulate", "scenario.yaml");
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Contains("a_metric_of_nobody", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    private void AssertRefused(CliRun run, string place, string said)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith(place, line, StringComparison.Ordinal);
        Assert.Contains(said, line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }
}
