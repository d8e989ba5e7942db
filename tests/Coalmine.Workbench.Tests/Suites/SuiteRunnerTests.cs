using System.Text;
using Coalmine.Cli.Tests.Runs;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Outputs;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>
/// Suites run on a small world whose canary fails five more requests in a hundred. Its small policy detects that in every rollout that was ever seen, so that
/// each answer here is sure but for the stated false holds; the seed is fixed.
/// </summary>
public sealed class SuiteRunnerTests
{
    private const string Expected =
        """
        kind: Suite
        replications: 400
        scenarios: [scenario.yaml]
        policies: [policy.yaml]
        expectations:
          - { characteristic: missedRegression, atMost: 10% }
          - { characteristic: detectionTime, p90AtMost: 30m }
        """;

    private static readonly string Loose = SmallFiles.Policy.Replace("notWorseThanBaseline: 1pp", "notWorseThanBaseline: 20pp", StringComparison.Ordinal);

    [Fact]
    public void Suite_OfAPolicyThatSeesIt_Holds_AtAnyParallelism()
    {
        using SuiteFolder folder = new(Expected);
        SuiteResult result = folder.Run(workers: 1);
        Assert.False(result.IsBreached || result.IsUndecided);
        Assert.All(result.Claims, claim => Assert.Equal(ClaimState.Holds, claim.Test.State));
        Assert.Equal(StopReason.Enough, Assert.Single(result.Pairs).Stopped);
        Assert.Equal(Json(result), Json(folder.Run(workers: 3)));
    }

    [Fact]
    public void Suite_OfALoosenedPolicy_IsBreached_AtTheLineOfTheCheckThatShouldHaveSeenIt()
    {
        using SuiteFolder folder = new(Expected);
        folder.Write("policy.yaml", Loose);
        SuiteResult result = folder.Run();
        ClaimResult claim = result.Claims.First();
        Assert.Equal(ClaimState.Breached, claim.Test.State);
        Assert.Equal(("policy.yaml", 6), (Path.GetFileName(claim.File), claim.Position.Line));
        Assert.Equal("`errors notWorseThanBaseline 20pp` looks at what is wrong, and did not see it in time", claim.Cause);
        Assert.Equal(2, claim.Examples.Length);
        Assert.All(claim.Examples, example => Assert.StartsWith("Wrong: a regressed canary was promoted", example.Ending, StringComparison.Ordinal));
        Assert.All(claim.Examples, example => Assert.InRange(example.Lines.Length, 3, 15));
    }

    [Fact]
    public void Suite_WithoutTime_IsUndecided()
    {
        using SuiteFolder folder = new(Expected);
        LoadedSuite suite = Assert.IsType<SuiteLoading.Ready>(folder.Load()).Suite;
        SuiteResult result = SuiteRunner.Run(
            suite, new SuiteRun { Workers = 1, Time = TimeSpan.Zero, Clock = TimeProvider.System, Command = (_, _) => "" }, TestContext.Current.CancellationToken);
        Assert.True(result.IsUndecided);
        Assert.False(result.IsBreached);
        Assert.All(result.Claims, claim => Assert.NotEqual("", claim.Advice));
    }

    [Fact]
    public void Accepted_OfTheSamePolicy_IsNotWorse_AndOfALoosenedOneIsBreached()
    {
        using SuiteFolder folder = new(Expected);
        SuiteResult before = folder.Run(completes: true);
        Assert.Equal(400, Assert.Single(before.Pairs).Tally.Count);
        folder.Write("accepted.yaml", Golden.TextOf(stream => AcceptedWriter.Write(before, stream)));
        AcceptedFile accepted = ReadAccepted(folder);
        SuiteResult same = folder.Run(accepted);
        ClaimResult[] compared = [.. same.Claims.Where(claim => claim.Test.Claim.IsComparison)];
        Assert.NotEmpty(compared);
        Assert.All(compared, claim => Assert.Equal(ClaimState.NotWorse, claim.Test.State));
        Assert.False(same.IsBreached || same.IsUndecided);

        folder.Write("policy.yaml", Loose);
        ClaimResult[] worse = [.. folder.Run(accepted).Claims.Where(claim => claim.Test.Claim.IsComparison && claim.Test.State == ClaimState.Breached)];
        Assert.Contains(worse, claim => claim.Test.Claim.Expectation.Characteristic.Word == "missedRegression");
        Assert.Contains(worse, claim => claim.Test.Claim.Expectation.Characteristic.Word == "detected");
    }

    [Fact]
    public void Accepted_OfAnotherSuite_OrWithOtherRisk_IsRefused()
    {
        using SuiteFolder folder = new(Expected);
        folder.Write("accepted.yaml", "kind: Accepted\nsuite: other\nrisk: 0.1%\ncases: [ { case: gone, rollouts: 10, characteristics: [] } ]\n");
        string[] said = folder.Said(ReadAccepted(folder));
        Assert.Contains(said, line => line.StartsWith("accepted.yaml:2:8 error CM2349", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("accepted.yaml:3:7 error CM2348", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("accepted.yaml:4:10 error CM2347", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("accepted.yaml:1:1 error CM2352", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("      - { characteristic: missedRegression,", "", "accepted.yaml:6:5 error CM2353 · Of the case 'scenario under policy' was not accepted: missedRegression atMost,")]
    [InlineData("    characteristics:", "      - { characteristic: falseRollback, accepted: '0%', atMost: 5% }",
        "accepted.yaml:9:9 error CM2354 · falseRollback was accepted of the case 'scenario under policy' and has no meaning there: the canary is regressed.")]
    [InlineData("    rollouts: 400", "    rollouts: 400\n    characteristics: []\n    unbounded: [missedRegression atMost]\n  - case: 'scenario under policy'\n    rollouts: 400",
        "accepted.yaml:10:5 error CM2390 · The case 'scenario under policy' stands here twice.")]
    [InlineData("risk: 0.05%", "risk: 0.0000001%", "accepted.yaml:4:7 error CM2348 · The accepted figures state a risk of 0.0000001%; half of the suite's false alarm is 0.05%")]
    public void Accepted_ThatIsNotWhatAcceptingWrites_IsRefused(string line, string instead, string expected)
    {
        // A comparison that is not made must not look like one that passed.
        using SuiteFolder folder = new(Expected);
        string[] lines = Golden.TextOf(stream => AcceptedWriter.Write(folder.Run(completes: true), stream)).Split('\n');
        int at = Array.FindIndex(lines, each => each.StartsWith(line, StringComparison.Ordinal));
        Assert.True(at >= 0);
        lines[at] = line.EndsWith(':') ? $"{lines[at]}\n{instead}" : instead;
        folder.Write("accepted.yaml", string.Join('\n', lines));
        Assert.Contains(folder.Said(ReadAccepted(folder)), said => said.StartsWith(expected, StringComparison.Ordinal));
        Assert.IsType<SuiteLoading.Wrong>(folder.Load(ReadAccepted(folder)));
    }

    [Fact]
    public void Accepted_OfRolloutsThatDoNotBoundIt_NamesWhatIsUnbounded_AndIsRead()
    {
        // A horizon of one hour, and a policy that never sees it: no detection is within the horizon, and no rollout bounds its time.
        using SuiteFolder folder = new(Expected);
        folder.Write("policy.yaml", Loose);
        SuiteResult before = folder.Run(completes: true);
        string text = Golden.TextOf(stream => AcceptedWriter.Write(before, stream));
        Assert.Contains("    unbounded:\n      - missedRegression atMost\n", text, StringComparison.Ordinal);
        Assert.Contains("      - detectionTime p90AtMost\n", text, StringComparison.Ordinal);
        folder.Write("accepted.yaml", text);
        ClaimResult[] compared = [.. folder.Run(ReadAccepted(folder)).Claims.Where(claim => claim.Test.Claim.IsComparison)];
        Assert.NotEmpty(compared);
        Assert.All(compared, claim => Assert.Equal(ClaimState.NotWorse, claim.Test.State));
    }

    private static AcceptedFile ReadAccepted(SuiteFolder folder) => Assert.IsType<ReadResult<AcceptedFile>.Read>(
        FileReader.Read(Path.Combine(folder.Folder, "accepted.yaml")).Then(AcceptedReader.Read)).Value;

    private static string Json(SuiteResult result)
    {
        using MemoryStream stream = new();
        SuiteJson.Write([result], stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
