using System.Text.Json;
using System.Text.RegularExpressions;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>A manifest and three numbers, and no scenario.</summary>
public sealed partial class FirstHourTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public FirstHourTests()
    {
        _sandbox.Write("rollout.yaml", SplitManifests.Rollout);
        _sandbox.Write("templates.yaml", SplitManifests.Template);
        _sandbox.Write("guarded.yaml", SplitManifests.Rollout + "---\n" + SplitManifests.Template.Replace("result[0] <", "len(result) > 0 && result[0] <", StringComparison.Ordinal));
    }

    /// <summary>Numbers that are refused; what is said.</summary>
    public static TheoryData<string[], string> WrongNumbers => new()
    {
        { ["--rps", "50"], "worlds are made from all of --rps, --errors and --p99; --errors and --p99 are missing" },
        { ["--rps", "50", "--errors", "1%"], "--p99 is missing" },
        { ["--errors", "0", "--p99", "1s"], "--rps is missing" },
        { ["--rps", "0", "--errors", "1%", "--p99", "1s"], "--rps takes the requests per second, above 0 and at most 10000000, such as 50; read '0'." },
        { ["--rps", "-5", "--errors", "1%", "--p99", "1s"], "read '-5'" },
        { ["--rps", "NaN", "--errors", "1%", "--p99", "1s"], "read 'NaN'" },
        { ["--rps", "1e3", "--errors", "1%", "--p99", "1s"], "read '1e3'" },
        { ["--rps", "50", "--errors", "0.5", "--p99", "1s"], "--errors takes a share from 0 to 90%, such as 0.5%, or below 0.1 as a bare number; read '0.5'." },
        { ["--rps", "50", "--errors", "5", "--p99", "1s"], "--errors takes a share from 0 to 90%, such as 0.5%, or below 0.1 as a bare number; read '5'." },
        { ["--rps", "50", "--errors", "91%", "--p99", "1s"], "read '91%'" },
        { ["--rps", "50", "--errors", "-1%", "--p99", "1s"], "read '-1%'" },
        { ["--rps", "50", "--errors", "1%", "--p99", "180"], "--p99 takes a time above 0 and at most 600s with its unit, such as 180ms or 1.2s; read '180'." },
        { ["--rps", "50", "--errors", "1%", "--p99", "0ms"], "read '0ms'" },
        { ["--rps", "50", "--errors", "1%", "--p99", "11m"], "read '11m'" },
    };

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("simulate")]
    [InlineData("study")]
    public void FirstLine_IsOneSentenceWithTwoPercentagesAndTheirIntervals(string command)
    {
        string[] more = command == "study" ? ["--replications", "20"] : ["--policy", "templates.yaml"];
        CliRun run = _sandbox.Run([command, .. command == "study" ? new[] { "rollout.yaml", "templates.yaml" } : ["rollout.yaml"], .. SplitManifests.Numbers, .. more]);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(Sentence(), run.Output.Split('\n')[0]);
        Assert.Contains("Assumed: latency is lognormal", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.TrimEnd().Split('\n')[..^1], line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Answers_ForTwoPolicies_AreTwoSentences()
    {
        CliRun run = _sandbox.Run(["study", "guarded.yaml", "policy.yaml", .. SplitManifests.Numbers, "--replications", "5"]);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("policy rolls back ", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("guarded rolls back ", run.Output.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Study_AsJson_CarriesTheAnswer_AndIsTheSameAtAnyParallelism()
    {
        string[] line = ["study", "rollout.yaml", "templates.yaml", .. SplitManifests.Numbers, "--replications", "45", "--json", "--no-reuse", "--parallel"];
        CliRun run = _sandbox.Run([.. line, "1"]);
        Assert.Equal(run.Output, _sandbox.Run([.. line, "3"]).Output);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement answer = Assert.Single(json.RootElement.GetProperty("answer").EnumerateArray());
        Assert.Equal("rollout", answer.GetProperty("policy").GetString());
        Assert.Equal((45, 180), (Rollouts(answer, "rolledBackHealthy"), Rollouts(answer, "promotedRegressed")));
    }

    [Fact]
    public void Simulate_AsJson_CarriesTheAnswer_AndThatCommandGivesTheSameBytes()
    {
        CliRun first = _sandbox.Run(
            "simulate", "rollout.yaml", "--policy", "templates.yaml", "--rps", "0.00051", "--errors", "0.00123", "--p99", "0.7s", "--world", "slower", "--json");
        Assert.Equal(0, first.ExitCode);
        using JsonDocument json = JsonDocument.Parse(first.Output);
        Assert.Equal("slower", json.RootElement.GetProperty("scenario").GetString());
        JsonElement answer = Assert.Single(json.RootElement.GetProperty("answer").EnumerateArray());
        Assert.Equal((200, 800), (Rollouts(answer, "rolledBackHealthy"), Rollouts(answer, "promotedRegressed")));
        string reproduce = json.RootElement.GetProperty("reproduce").GetString()!;
        Assert.Equal(
            "coalmine simulate rollout.yaml --policy templates.yaml --rps 0.00051 --errors 0.00123 --p99 0.7s --world slower --seed 1 --replication 0", reproduce);
        Assert.Equal(first.Output, _sandbox.Run([.. reproduce.Split(' ')[1..], "--json"]).Output);
    }

    [Fact]
    public void Simulate_InAGivenScenario_HasNoAnswer()
    {
        CliRun run = _sandbox.Run("simulate", "scenario.yaml", "--policy", "rollout.yaml", "--policy", "templates.yaml", "--json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.False(json.RootElement.TryGetProperty("answer", out _));
    }

    [Theory]
    [MemberData(nameof(WrongNumbers))]
    public void Numbers_ThatAreWrongOrMissing_AreRefused(string[] numbers, string said) => AssertRefused(_sandbox.Run(["simulate", "guarded.yaml", .. numbers]), said);

    [Theory]
    [InlineData("study")]
    [InlineData("lint")]
    public void Numbers_ThatAreMissing_AreRefusedByEveryCommand(string command) => AssertRefused(_sandbox.Run(command, "guarded.yaml", "--p99", "1s"), "--rps and --errors are missing");

    [Fact]
    public void World_ThatIsNotMade_IsRefused()
    {
        AssertRefused(
            _sandbox.Run(["simulate", "guarded.yaml", .. SplitManifests.Numbers, "--world", "flat"]), "there is no world 'flat'; those that are made are healthy, more-errors");
        AssertRefused(_sandbox.Run("simulate", "scenario.yaml", "--world", "slower"), "--world names one of the worlds that are made from --rps, --errors and --p99");
    }

    [Fact]
    public void Scenario_BesideTheNumbers_IsRefused()
    {
        AssertRefused(_sandbox.Run(["study", "scenario.yaml", "guarded.yaml", .. SplitManifests.Numbers]), "scenario.yaml is a scenario as well; give one of the two");
        AssertRefused(_sandbox.Run(["simulate", "scenario.yaml", .. SplitManifests.Numbers]), "scenario.yaml:1:7 error CM1104");
    }

    [Fact]
    public void Manifests_ThatAreSeveralPolicies_AreRefusedForOneRollout()
    {
        _sandbox.Write("two.yaml", SplitManifests.Rollout + "---\n" + SplitManifests.Rollout.Replace("name: parcel,", "name: other,", StringComparison.Ordinal));
        AssertRefused(_sandbox.Run(["simulate", "two.yaml", "--policy", "templates.yaml", .. SplitManifests.Numbers]), "read two/parcel, two/other");
    }

    [Fact]
    public void Template_ThatIsMissing_EndsWithTwo() => AssertRefused(_sandbox.Run(["simulate", "rollout.yaml", .. SplitManifests.Numbers]), "rollout.yaml:17:40 error CM1722");

    [Fact]
    public void Manifest_ThatDecidesNothing_EndsWithTwo() => AssertRefused(_sandbox.Run(["study", "templates.yaml", .. SplitManifests.Numbers]), "templates.yaml:1:1 error CM2193");

    [Fact]
    public void Selector_ThatNothingAnswers_EndsWithFour_AtItsLine()
    {
        _sandbox.Write("templates.yaml", SplitManifests.Unbound);
        CliRun run = _sandbox.Run(["study", "rollout.yaml", "templates.yaml", .. SplitManifests.Numbers]);
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("templates.yaml:14:22 error CM2192", run.Error, StringComparison.Ordinal);
        Assert.Contains("`bind:`", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Provider_ThatCannotBeAsked_EndsWithFour_AtItsMetric()
    {
        int provider = SplitManifests.Template.IndexOf("        prometheus:", StringComparison.Ordinal);
        _sandbox.Write("templates.yaml", SplitManifests.Template[..provider] + "        web: {url: 'http://judge', jsonPath: '{$.x}'}\n");
        CliRun run = _sandbox.Run(["simulate", "rollout.yaml", "--policy", "templates.yaml", .. SplitManifests.Numbers]);
        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("templates.yaml:6:7 error CM2194", run.Error, StringComparison.Ordinal);
    }

    private static long Rollouts(JsonElement answer, string name) => answer.GetProperty(name).GetProperty("rollouts").GetInt64();

    private void AssertRefused(CliRun run, string said)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Made);
    }

    [GeneratedRegex(@"^rollout rolls back \d+\.\d % \[\d+\.\d, \d+\.\d\] of healthy canaries and promotes \d+\.\d % \[\d+\.\d, \d+\.\d\] of regressed ones\.$")]
    private static partial Regex Sentence();
}
