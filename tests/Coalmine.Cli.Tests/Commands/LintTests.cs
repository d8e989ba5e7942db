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
        Assert.Matches(@"\n0 errors, 2 warnings, 1 note in 2 files: 1 Rollout, 1 AnalysisTemplate\n$", run.Output);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.Empty(_sandbox.Made);
    }

    [Theory]
    [InlineData("live.yaml", "name: fraud\n", "name: Fraud\n", "live.yaml:2:7 error CM3151")]
    [InlineData("live.yaml", "policy: policy.yaml", "policy: away.yaml", "live.yaml:3:9 error CM3163")]
    [InlineData("live.yaml", "policy: policy.yaml", "policy: rollout.yaml", "live.yaml:3:9 error CM3164")]
    [InlineData("live.yaml", "policy: policy.yaml", "polcy: policy.yaml", "live.yaml:3:1 error CM1101")]
    [InlineData("live.yaml", "policy: policy.yaml", "policy: broken.yaml", "broken.yaml:1:1 error CM1102")]
    [InlineData("live.yaml", "policy: policy.yaml", "policy: hooked.yaml", "live.yaml:3:9 error CM3162")]
    [InlineData("follow.yaml", "watchEvery: 5s", "watchEvery: 50s", "follow.yaml:5:13 error CM3172")]
    [InlineData("follow.yaml", "policy: policy.yaml", "policy: away.yaml", "follow.yaml:3:9 error CM3163")]
    public void Lint_OfALiveOrFollowFile_SaysWhatIsWrongAtItsPlace(string file, string right, string wrong, string said)
    {
        _sandbox.Write("broken.yaml", "kind: Policy\nplan: {}\n");
        _sandbox.Write("hooked.yaml", SmallFiles.Policy.Replace("maximum: 1h", "maximum: 1h, hooks: { preRollout: smoke }", StringComparison.Ordinal));
        WriteLive(file, right, right);
        CliRun good = _sandbox.Run("lint", file);
        Assert.Equal((0, ""), (good.ExitCode, good.Error));
        Assert.EndsWith($"0 errors, 0 warnings, 0 notes in 1 file: 1 {file[..^5]} file\n", good.Output, StringComparison.Ordinal);
        WriteLive(file, right, wrong);
        CliRun bad = _sandbox.Run("lint", file);
        Assert.Equal((2, ""), (bad.ExitCode, bad.Error));
        Assert.Contains(bad.Output.Split('\n'), line => line.StartsWith(said, StringComparison.Ordinal));
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

    [Theory]
    [InlineData("", "x.yaml:1:1 error CM2260 · There is nothing to lint: the file is empty")]
    [InlineData("# nothing yet\n---\n", "x.yaml:1:1 error CM2260")]
    [InlineData("Dear all,\nplease roll out.\n", "x.yaml:1:1 error CM2261 · Read plain text, in which there is nothing to lint. Lint takes ")]
    [InlineData("- a\n- b\n", "x.yaml:1:1 error CM2261 · Read a list")]
    [InlineData("\nreplicas: 3\n", "x.yaml:2:1 error CM2261 · Read keys with values, the first of which is 'replicas'")]
    [InlineData("kind: Policy\nplan: {}\n", "x.yaml:1:1 error CM1102 · Key 'checks' is missing")]
    public void Lint_OfAFileWithNothingToLint_SaysWhatWasReadAndWhatItTakes_AndEndsWithTwo(string text, string said)
    {
        _sandbox.Write("x.yaml", text);
        CliRun run = _sandbox.Run("lint", "x.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(said, System.Text.RegularExpressions.Regex.Replace(run.Output, @"\s+", " "), StringComparison.Ordinal);
        Assert.Contains("error", _sandbox.Run("lint", "x.yaml", "--format", "json").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# Title\n\nSome text: and\n  - more: [\n",
        "x.yaml:4:9 error CM1005 · This is no YAML: this line is indented by 2 spaces, and those above it that it could belong to by 0")]
    [InlineData("\"\"\"A script.\"\"\"\nimport os\n", "error CM1005 · This is no YAML: this is no part of the keys or the list above it")]
    public void Lint_OfTextThatIsNoYaml_SaysWhere_AndEndsWithTwo(string text, string said)
    {
        _sandbox.Write("x.yaml", text);
        CliRun run = _sandbox.Run("lint", "x.yaml");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_OfFilesOfOurOwn_SaysWhatTheirReadersSay()
    {
        _sandbox.Write("blind.yaml", SmallFiles.Policy.Replace("250ms", "250ms, missing: pass", StringComparison.Ordinal));
        CliRun run = _sandbox.Run("lint", "scenario.yaml", "policy.yaml");
        Assert.Equal((0, "0 errors, 0 warnings, 0 notes in 2 files: 1 scenario, 1 policy\n"), (run.ExitCode, run.Output));
        Assert.Contains("warning CM1320", _sandbox.Run("lint", "blind.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_OfASuite_SaysWhatItsReaderSays()
    {
        _sandbox.Write("suite.yaml", "kind: Suite\nscenarios: [scenario.yaml]\npolicies: [policy.yaml]\nexpectations: [ { characteristic: open, atMost: 0% } ]\n");
        CliRun run = _sandbox.Run("lint", "suite.yaml");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning CM2325", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 errors, 1 warning, 0 notes in 1 file: 1 suite\n", run.Output, StringComparison.Ordinal);
        _sandbox.Write("suite.yaml", "kind: Suite\n");
        Assert.Contains("error CM2326", _sandbox.Run("lint", "suite.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_OfOtherFilesBesideManifests_NamesThemShortly_AndEndsWithZero()
    {
        _sandbox.Write("service.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: s}\n");
        _sandbox.Write("values.yaml", "replicas: 3\n");
        CliRun run = _sandbox.Run("lint", "rollout.yaml", "templates.yaml", "service.yaml", "values.yaml");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("service.yaml:2:7 note CM2262 · Read 'Service', which lint does not know and passes over.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("values.yaml:1:1 note CM2261", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Lint takes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_OfAKnownKindInAnotherGroup_SaysThatItIsPassedOver()
    {
        _sandbox.Write("x.yaml", "apiVersion: rollouts.kruise.io/v1beta1\nkind: Rollout\nmetadata: {name: s}\n");
        Assert.Contains("x.yaml:2:7 warning CM1616", _sandbox.Run("lint", "x.yaml").Output, StringComparison.Ordinal);
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

    private void WriteLive(string file, string right, string wrong)
    {
        const string prometheus = """
            prometheus:
              url: http://prometheus:9090
              metrics: { platform: seldon, name: fraud, namespace: models, baseline: main, canary: candidate }

            """;
        const string target = "target: { platform: seldon, namespace: models, name: fraud, baseline: main, canary: candidate }\n";
        string text = file == "live.yaml"
            ? $"kind: Live\nname: fraud\npolicy: policy.yaml\nnamespaces: [models]\n{target}{prometheus}"
            : $"kind: Follow\nname: fraud\npolicy: policy.yaml\n{target}watchEvery: 5s\n{prometheus}";
        _sandbox.Write(file, text.Replace(right, wrong, StringComparison.Ordinal));
    }
}
