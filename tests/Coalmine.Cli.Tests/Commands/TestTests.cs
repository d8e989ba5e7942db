using System.Text.Json;
using System.Xml.Linq;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class TestTests : IDisposable
{
    private const string Suite =
        """
        kind: Suite
        replications: 300
        scenarios: [scenario.yaml]
        policies: [policy.yaml]
        cases:
          - expectations:
              - { characteristic: missedRegression, atMost: 10% }
              - { characteristic: detectionTime, p90AtMost: 30m }

        """;

    private static readonly string Loose = SmallFiles.Policy.Replace("notWorseThanBaseline: 1pp", "notWorseThanBaseline: 20pp", StringComparison.Ordinal);

    private readonly Sandbox _sandbox = new();

    public TestTests() => _sandbox.Write("suite.yaml", Suite);

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Suite_ThatHolds_EndsWithZero_AndWritesNothingUnasked()
    {
        CliRun run = _sandbox.Run("test", "suite.yaml");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("HOLDS: suite: 2 hold, 0 breached, 0 undecided", run.Output, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
        Assert.Equal(run.Output, _sandbox.Run("test", "suite.yaml", "--parallel", "1").Output);
    }

    [Fact]
    public void Suite_OfALoosenedPolicy_EndsWithOne_WithLineAndReproduction()
    {
        _sandbox.Write("policy.yaml", Loose);
        CliRun run = _sandbox.Run("test", "suite.yaml", "--github", "--junit", "out/junit.xml", "--sarif", "out/x.sarif", "--summary", "out/summary.md");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("policy.yaml:6:45 missedRegression atMost 10% is breached", run.Output, StringComparison.Ordinal);
        Assert.Contains("::error file=policy.yaml,line=6,col=45,title=CM2355::", run.Output, StringComparison.Ordinal);
        Assert.Contains("coalmine simulate scenario.yaml --policy policy.yaml --seed 1 --replication ", run.Output, StringComparison.Ordinal);
        Assert.Equal("2", (string)XDocument.Load(Path.Combine(_sandbox.Folder, "out", "junit.xml")).Root!.Attribute("failures")!);
        using JsonDocument sarif = JsonDocument.Parse(File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "x.sarif")));
        Assert.Equal(2, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
        Assert.StartsWith("## BREACHED: suite", File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "summary.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Suite_OfTwoStatesOfAManifest_JudgesEachByItsOwnTemplate_AndNamesItsFileAlone()
    {
        _sandbox.Write("scenario.yaml", SmallFiles.Scenario.Replace("platform: seldon", "platform: istio", StringComparison.Ordinal));
        _sandbox.Write("before.yaml", $"{SplitManifests.Rollout}---\n{SplitManifests.Template}");
        _sandbox.Write("after.yaml", $"{SplitManifests.Rollout}---\n{SplitManifests.Template.Replace("result[0] < 0.05", "\"true\"", StringComparison.Ordinal)}");
        foreach (string policies in new[] { "before.yaml, after.yaml", "after.yaml, before.yaml" })
        {
            _sandbox.Write("suite.yaml", Suite.Replace("policy.yaml", policies, StringComparison.Ordinal)
                .Replace("      - { characteristic: detectionTime, p90AtMost: 30m }\n", "", StringComparison.Ordinal)
                .Replace("  - expectations", "  - policies: [after]\n    expectations", StringComparison.Ordinal));
            CliRun run = _sandbox.Run("test", "suite.yaml");
            Assert.Equal(1, run.ExitCode);
            string line = run.Output.Split('\n').First(each => each.Contains("coalmine simulate ", StringComparison.Ordinal)).Trim();
            Assert.StartsWith("coalmine simulate scenario.yaml --policy after.yaml --seed 1 --replication ", line, StringComparison.Ordinal);
            Assert.Equal(0, _sandbox.Run(line.Split(' ')[1..]).ExitCode);
        }
    }

    [Fact]
    public void Suite_ThatCannotBeDecided_EndsWithThree()
    {
        _sandbox.Write("suite.yaml", Suite.Replace("missedRegression, atMost: 10%", "missedRegression, atMost: 0.1%", StringComparison.Ordinal));
        CliRun run = _sandbox.Run("test", "suite.yaml");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("missedRegression atMost 0.1% is undecided", run.Output, StringComparison.Ordinal);
        Assert.Contains("UNDECIDED: suite", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("suite.yaml", "--accept")]
    [InlineData("suite.yaml", "--fresh", "--seed", "3")]
    [InlineData("suite.yaml", "policy.yaml", "--baseline", "a.yaml")]
    [InlineData("suite.yaml", "--baseline", "none.yaml")]
    [InlineData("policy.yaml")]
    [InlineData("none.yaml")]
    [InlineData("suite.yaml", "--time", "5")]
    [InlineData("suite.yaml", "--junit", "policy.yaml/j.xml")]
    public void CommandLine_ThatIsWrong_EndsWithTwo(params string[] args)
    {
        CliRun run = _sandbox.Run(["test", .. args]);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEqual("", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Baseline_ThatIsNotThere_SaysHowItIsWritten() =>
        Assert.Contains("--accept writes it", _sandbox.Run("test", "suite.yaml", "--baseline", "none.yaml").Error, StringComparison.Ordinal);

    [Fact]
    public void Suite_OfWhatCannotBeSimulated_EndsWithFour()
    {
        _sandbox.Write("rollout.yaml", SplitManifests.Rollout);
        _sandbox.Write("template.yaml", SplitManifests.Unbound);
        _sandbox.Write("suite.yaml", Suite.Replace("[policy.yaml]", "[rollout.yaml, template.yaml]", StringComparison.Ordinal));
        CliRun run = _sandbox.Run("test", "suite.yaml");
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Contains("template.yaml:14:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_WritesTheFile_AndALoosenedPolicyThenBreaches()
    {
        Assert.Equal(0, _sandbox.Run("test", "suite.yaml", "--baseline", "accepted.yaml", "--accept").ExitCode);
        string accepted = File.ReadAllText(Path.Combine(_sandbox.Folder, "accepted.yaml"));
        Assert.Equal(0, _sandbox.Run("test", "suite.yaml", "--baseline", "accepted.yaml").ExitCode);
        _sandbox.Write("policy.yaml", Loose);
        CliRun worse = _sandbox.Run("test", "suite.yaml", "--baseline", "accepted.yaml", "--summary", "summary.md");
        Assert.Equal(1, worse.ExitCode);
        Assert.Contains("| missedRegression | 0% | 100 % |", File.ReadAllText(Path.Combine(_sandbox.Folder, "summary.md")), StringComparison.Ordinal);
        Assert.Equal(accepted, File.ReadAllText(Path.Combine(_sandbox.Folder, "accepted.yaml")));
    }

    [Theory]
    [InlineData("--baseline", "suite.yaml", "--accept", "suite.yaml, which the suite reads")]
    [InlineData("--baseline", "./policy.yaml", "--accept", "policy.yaml, which the suite reads")]
    [InlineData("--baseline", "notes.yaml", "--accept", "notes.yaml is none")]
    [InlineData("--baseline", "other.yaml", "--accept", "holds what was accepted of the suite 'other'")]
    [InlineData("--junit", "scenario.yaml", null, "--junit would write over scenario.yaml, which the suite reads")]
    [InlineData("--sarif", "suite.yaml", null, "--sarif would write over suite.yaml")]
    [InlineData("--summary", "policy.yaml", null, "--summary would write over policy.yaml")]
    public void Output_OverAFileThatIsNoneOfItsOwn_IsRefusedBeforeAnyRollout(string option, string file, string? accept, string said)
    {
        _sandbox.Write("notes.yaml", "notes: mine\n");
        _sandbox.Write("other.yaml", "kind: Accepted\nsuite: other\nrisk: 0.05%\ncases: []\n");
        string before = File.ReadAllText(Path.Combine(_sandbox.Folder, file));
        CliRun run = _sandbox.Run(["test", "suite.yaml", option, file, .. accept is null ? Array.Empty<string>() : [accept]]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(_sandbox.Folder, file)));
    }

    [Fact]
    public void Accepting_WithoutTimeForAllRollouts_WritesNothing_AndEndsWithThree()
    {
        _sandbox.Write("suite.yaml", Suite.Replace("replications: 300", "replications: 10000000", StringComparison.Ordinal));
        CliRun run = _sandbox.Run("test", "suite.yaml", "--baseline", "accepted.yaml", "--accept", "--time", "2s");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("accepted.yaml is left as it is", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_sandbox.Folder, "accepted.yaml")));
    }

    [Fact]
    public void Suites_OfOneFile_RunOnce_AndSeveralSayTheirFalseAlarmTogether()
    {
        CliRun once = _sandbox.Run("test", "suite.yaml", "./suite.yaml");
        Assert.Equal(_sandbox.Run("test", "suite.yaml").Output, once.Output);
        _sandbox.Write("second.yaml", Suite);
        CliRun two = _sandbox.Run("test", "suite.yaml", "second.yaml", "--summary", "out/summary.md");
        Assert.Contains("False alarm of the 2 suites together: at most 0.200 %, the sum of theirs.", two.Output, StringComparison.Ordinal);
        Assert.Contains("2 suites together", File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "summary.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Fresh_PrintsASeedThatMakesTheSameAgain()
    {
        CliRun fresh = _sandbox.Run("test", "suite.yaml", "--fresh", "--json");
        string seed = fresh.ErrorLines[0].Split(' ')[1];
        Assert.Equal(fresh.Output, _sandbox.Run("test", "suite.yaml", "--seed", seed, "--json").Output);
        using JsonDocument json = JsonDocument.Parse(fresh.Output);
        Assert.Equal(seed, json.RootElement.GetProperty("suites")[0].GetProperty("cases")[0].GetProperty("seed").GetRawText());
    }

    [Fact]
    public void Study_OfASuite_SaysWhichCommandRunsIt()
    {
        CliRun run = _sandbox.Run("study", "suite.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("suite.yaml is a suite's; run it with `coalmine test`", run.Error, StringComparison.Ordinal);
    }
}
