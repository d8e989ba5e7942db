using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public static TheoryData<string[], string> WrongLines => new()
    {
        { [], "name a command: simulate or study or " },
        { ["simulat"], "'simulat' is no command; write simulate or study or " },
        { ["lint"], "MANIFEST" },
        { ["lint", "-"], "Standard input is not read." },
        { ["simulate", "policy.yaml"], "A policy is given with --policy, beside a scenario." },
        { ["lint", "scenario.yaml", "--format", "xml"], "'xml' not recognized" },
        { ["lint", "scenario.yaml", "--scrape", "15"], "--scrape takes a time with its unit, such as 15s; read '15'." },
        { ["simulate", "scenario.yaml", "--match", "5"], "--match takes a share above 0% and at most 100%, such as 5%; read '5'." },
        { ["study", "scenario.yaml", "--match", "0%"], "--match takes a share above 0% and at most 100%, such as 5%; read '0%'." },
        { ["explain", "scenario.yaml", "--load", "20"], "--load takes requests a second from 0/s to 1000000/s, such as 20/s; read '20'." },
        { ["simulate", "scenario.yaml", "--argo", "1.8"], "--argo takes 1.9 or 1.10; read '1.8'." },
        { ["simulate"], "FILE" },
        { ["simulate", "scenario.yaml", "--seed", "x"], "read 'x'" },
        { ["simulate", "scenario.yaml", "--replication", "-1"], "read '-1'" },
        { ["simulate", "scenario.yaml", "--nosuch"], "--nosuch" },
        { ["simulate", "scenario.yaml", "--engine", "fluid"], "--engine takes request or binned; read 'fluid'." },
        { ["study", "scenario.yaml", "--engine", ""], "read ''" },
        { ["simulate", "scenario.yaml", "--paced", "60"], "such as 60x; read '60'." },
        { ["simulate", "scenario.yaml", "--paced", "0x"], "from 0.01x to 100000x" },
        { ["simulate", "scenario.yaml", "--paced", "-1x"], "read '-1x'" },
        { ["simulate", "scenario.yaml", "--paced", "100001x"], "read '100001x'" },
        { ["simulate", "scenario.yaml", "--paced", "1x", "--json"], "give one of the two" },
        { ["simulate", "scenario.yaml", "--trace", "looks,poems"], "--trace takes looks, scrapes, requests and promtool, separated by commas; read 'poems'." },
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
    [InlineData("results", "coalmine results compare cautious fast")]
    [InlineData("simulate", "--paced 60x")]
    [InlineData("simulate", "coalmine simulate my-canary.yaml --rps 50 --errors 0.5% --p99 180ms --world slower")]
    [InlineData("study", "coalmine study my-rollout.yaml my-templates.yaml --rps 50 --errors 0.5% --p99 180ms")]
    [InlineData("lint", "coalmine lint scenarios/manifests/*-repaired.yaml --scrape 30s --format sarif > lint.sarif")]
    [InlineData("power", "coalmine power --rps 20 --weight 10% --metric accuracy --rate 96% --by 1pp")]
    [InlineData("schema", "coalmine schema --out scenarios/schema")]
    [InlineData("test", "coalmine test scenarios/suites/fast.yaml")]
    public void Help_ShowsExamples(string command, string said)
    {
        CliRun run = _sandbox.Run(command, "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Help_AsACommand_IsThatOfTheOption()
    {
        Assert.Equal(_sandbox.Run("--help"), _sandbox.Run("help"));
        CliRun study = _sandbox.Run("help", "study");
        Assert.Equal(_sandbox.Run("study", "--help"), study);
        Assert.Equal(0, study.ExitCode);
    }

    [Fact]
    public void Help_NamesEveryCommand()
    {
        string help = _sandbox.Run("--help").Output;
        Assert.All(["simulate", "study", "lint", "schema"], command => Assert.Matches($@"\n  {command} ", help));
    }

    [Fact]
    public void Version_IsTheProducts() => Assert.StartsWith("0.", _sandbox.Run("--version").Output, StringComparison.Ordinal);
}
