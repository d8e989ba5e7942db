using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public static TheoryData<string[], string> WrongLines => new()
    {
        { [], "name a command" },
        { ["simulat"], "'simulat' is no command" },
        { ["simulate"], "SCENARIO" },
        { ["simulate", "scenario.yaml", "--seed", "x"], "read 'x'" },
        { ["simulate", "scenario.yaml", "--replication", "-1"], "read '-1'" },
        { ["simulate", "scenario.yaml", "--nosuch"], "--nosuch" },
        { ["study", "scenario.yaml", "--replications", "0"], "read '0'" },
        { ["study", "scenario.yaml", "--precision", "60%"], "read '60%'" },
        { ["study", "scenario.yaml", "--parallel", "many"], "read 'many'" },
        { ["study", "policy.yaml"], "no scenario" },
        { ["schema"], "scenario or policy" },
        { ["schema", "poem"], "'poem' not recognized" },
        { ["study", "scenario.yaml", "policy.yaml", "--policy", "policy.yaml"], "two policies are called policy" },
    };

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [MemberData(nameof(WrongLines))]
    public void WrongLine_IsSaidOnTheErrorStream_AndEndsWithTwo(string[] line, string said)
    {
        CliRun run = _sandbox.Run(line);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("--help", "Exit codes:")]
    [InlineData("simulate", "coalmine simulate scenarios/catalogue/silent-accuracy-drop.yaml")]
    [InlineData("study", "coalmine study scenarios/catalogue/*.yaml scenarios/policies/*.yaml")]
    [InlineData("schema", "coalmine schema --out scenarios/schema")]
    public void Help_ShowsExamples(string command, string said)
    {
        CliRun run = _sandbox.Run(command, "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Version_IsTheProducts() => Assert.StartsWith("0.", _sandbox.Run("--version").Output, StringComparison.Ordinal);
}
