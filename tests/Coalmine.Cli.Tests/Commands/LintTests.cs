using System.Text.Json;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

public sealed class LintTests : IDisposable
{
    // The one finding that can be mended: silence is an error to `result[0]`.
    private const string Unguarded = "templates.yaml:9:25 warning CM1735";
    private readonly Sandbox _sandbox = new();

    public LintTests()
    {
        _sandbox.Write("rollout.yaml", SplitManifests.Rollout);
        _sandbox.Write("templates.yaml", SplitManifests.Template);
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Lint_PrintsFindings_AndEndsWithZeroWithoutErrors()
    {
        CliRun run = _sandbox.Run("lint", "rollout.yaml", "templates.yaml");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(Unguarded, run.Output, StringComparison.Ordinal);
        Assert.Contains("    instead: ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n0 errors, 2 warnings, 1 note in 2 files\n$", run.Output);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.Empty(_sandbox.Made);
    }

    [Fact]
    public void Lint_OfAnError_EndsWithTwo()
    {
        CliRun run = _sandbox.Run("lint", "rollout.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains("rollout.yaml:17:40 error CM1722", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_OfAFileThatIsMissingOrBroken_EndsWithTwo_AndPrintsNothingElse()
    {
        _sandbox.Write("broken.yaml", "a: [\n");
        CliRun run = _sandbox.Run("lint", "rollout.yaml", "nosuch.yaml", "broken.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("nosuch.yaml:1:1 error CM2001", run.Error, StringComparison.Ordinal);
        Assert.Contains("broken.yaml:2:1 error ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_OfTheSameFileTwice_LooksAtItOnce() =>
        Assert.Equal(_sandbox.Run("lint", "templates.yaml").Output, _sandbox.Run("lint", "templates.yaml", "templates.yaml").Output);

    [Fact]
    public void Lint_AsJsonAndSarif_PrintsThatAlone()
    {
        using JsonDocument json = JsonDocument.Parse(_sandbox.Run("lint", "rollout.yaml", "templates.yaml", "--format", "json").Output);
        Assert.Equal("lint", json.RootElement.GetProperty("kind").GetString());
        Assert.Contains(json.RootElement.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("canBeMended").GetBoolean());
        CliRun run = _sandbox.Run("lint", "rollout.yaml", "--format", "sarif");
        using JsonDocument sarif = JsonDocument.Parse(run.Output);
        Assert.Equal((2, "2.1.0"), (run.ExitCode, sarif.RootElement.GetProperty("version").GetString()));
    }

    [Fact]
    public void Fix_WritesTheMendedCharactersOnly_AndASecondRunFindsLess()
    {
        string windows = "\ufeff" + SplitManifests.Template.Replace("\n", "\r\n", StringComparison.Ordinal);
        _sandbox.Write("templates.yaml", windows);
        CliRun run = _sandbox.Run("lint", "rollout.yaml", "templates.yaml", "--fix");
        Assert.Equal((0, "mended 1 finding in templates.yaml"), (run.ExitCode, Assert.Single(run.ErrorLines)));
        Assert.Equal(windows.Replace("result[0] <", "len(result) > 0 && result[0] <", StringComparison.Ordinal), Text("templates.yaml"));
        Assert.Equal(SplitManifests.Rollout, Text("rollout.yaml"));
        CliRun again = _sandbox.Run("lint", "rollout.yaml", "templates.yaml", "--fix");
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.DoesNotContain("CM1735", again.Output, StringComparison.Ordinal);
        Assert.Equal(windows.Replace("result[0] <", "len(result) > 0 && result[0] <", StringComparison.Ordinal), Text("templates.yaml"));
    }

    [Fact]
    public void Lint_WithoutFix_WritesNothing()
    {
        _sandbox.Run("lint", "rollout.yaml", "templates.yaml");
        Assert.Equal(SplitManifests.Template, Text("templates.yaml"));
    }

    [Fact]
    public void Prices_AreThoseOfTheScenariosThatAreGiven()
    {
        CliRun run = _sandbox.Run("lint", "rollout.yaml", "templates.yaml", "--against", "scenario.yaml", "--replications", "4", "--format", "json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement price = Assert.Single(json.RootElement.GetProperty("prices").EnumerateArray());
        Assert.Equal(("rollout", "scenario", "wrongPromotion", 4),
            (price.GetProperty("policy").GetString(), price.GetProperty("scenario").GetString(), price.GetProperty("error").GetString(), price.GetProperty("rollouts").GetInt32()));
        Assert.Equal(run.Output, _sandbox.Run("lint", "rollout.yaml", "templates.yaml", "--against", "scenario.yaml", "--replications", "4", "--format", "json").Output);
    }

    [Fact]
    public void Prices_InMadeWorlds_AreToldAsTextToo()
    {
        CliRun run = _sandbox.Run(["lint", "rollout.yaml", "templates.yaml", .. SplitManifests.Numbers, "--replications", "4"]);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("rollout: false rollback ", run.Output, StringComparison.Ordinal);
        Assert.Contains("    mended:  false rollback ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenario_ToPriceWith_ThatIsWrong_EndsWithTwo()
    {
        CliRun run = _sandbox.Run("lint", "rollout.yaml", "templates.yaml", "--against", "policy.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("policy.yaml:1:7 error CM1104", run.Error, StringComparison.Ordinal);
    }

    private string Text(string name) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(_sandbox.Folder, name)));
}
