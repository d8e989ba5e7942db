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
    [MemberData(nameof(FileMistakes.Scenarios), MemberType = typeof(FileMistakes))]
    public void Scenario_WithAMistake_IsRefusedAtItsPlace(string right, string wrong, int line, string said, string id)
    {
        _sandbox.Write("scenario.yaml", SmallFiles.Scenario.Replace(right, wrong, StringComparison.Ordinal));
        AssertRefused(_sandbox.Run("simulate", "scenario.yaml"), $"scenario.yaml:{line}:", said, id);
    }

    [Theory]
    [MemberData(nameof(FileMistakes.Policies), MemberType = typeof(FileMistakes))]
    public void Policy_WithAMistake_IsRefusedAtItsPlace(string right, string wrong, int line, string said, string id)
    {
        _sandbox.Write("policy.yaml", SmallFiles.Policy.Replace(right, wrong, StringComparison.Ordinal));
        AssertRefused(_sandbox.Run("simulate", "scenario.yaml"), $"policy.yaml:{line}:", said, id);
        AssertRefused(_sandbox.Run("study", "scenario.yaml", "policy.yaml"), $"policy.yaml:{line}:", said, id);
    }

    [Fact]
    public void File_ThatIsMissing_IsRefused() => AssertRefused(_sandbox.Run("simulate", "nosuch.yaml"), "nosuch.yaml:1:1", "no such file");

    [Fact]
    public void File_ThatIsAFolder_IsRefused() => AssertRefused(_sandbox.Run("study", "."), ".:1:1", "folder");

    [Theory]
    [MemberData(nameof(FileMistakes.Files), MemberType = typeof(FileMistakes))]
    public void File_ThatIsNoneOfOurs_IsRefused(string text, string said, string id)
    {
        _sandbox.Write("bad.yaml", text);
        AssertRefused(_sandbox.Run("study", "bad.yaml"), "bad.yaml:1:", said, id);
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

    private void AssertRefused(CliRun run, string place, string said, string id = "CM")
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith(place, line, StringComparison.Ordinal);
        Assert.Contains(said, line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($" error {id}", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }
}
