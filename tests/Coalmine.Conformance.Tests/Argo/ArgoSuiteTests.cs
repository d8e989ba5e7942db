using System.Globalization;
using Xunit;

namespace Coalmine.Conformance.Tests.Argo;

/// <summary>How the runner treats a file of Argo cases.</summary>
public sealed class ArgoSuiteTests : IDisposable
{
    private const string Order = """{"id": "a", "kind": "phase_order", "inputs": {"current": "Error", "new": "Failed"}, "expected": {"new_is_worse": true}}""";
    private readonly string folder = Directory.CreateTempSubdirectory("coalmine-argo-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_AllCasesAgree_ClosesWithTheCountsAndZero()
    {
        string expression = """{"id": "b", "result": {"vector": ["1"]}, "successCondition": "max(result) > 0", "failureCondition": "", "phase": "Successful", "phase_v1_9": "Error"}""";
        Assert.Equal((0, "2 passed, 0 failed\n", ""), Run($$"""{"unit_cases": [{{Order}}], "computed": {"expressions": [{{expression}}] } }"""));
    }

    // The older release counts too: without phase_v1_9 it must be as the newer one.
    [Fact]
    public void Run_OnlyTheOlderReleaseDiffers_Fails()
    {
        string expression = """{"id": "b", "result": {"vector": ["1"]}, "successCondition": "max(result) > 0", "failureCondition": "", "phase": "Successful"}""";
        var run = Run($$"""{"computed": {"expressions": [{{expression}}] } }""");
        Assert.Equal(1, run.Exit);
        Assert.StartsWith("b: phase_v1_9: expected \"Successful\", got \"Error\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ADifferenceOrAnUnknownKind_IsOneLineEach()
    {
        string unknown = """{"id": "c", "kind": "no_such_kind", "inputs": {}, "expected": {"p": 1}}""";
        var run = Run($$"""{"unit_cases": [{{Order.Replace("true", "false", StringComparison.Ordinal)}}, {{unknown}}]}""");
        Assert.Equal(
            (1, "a: new_is_worse: expected False, got True\nc: expected {\"p\":1}, got nothing: the kind 'no_such_kind' is unknown\n0 passed, 2 failed\n", ""),
            run);
    }

    [Fact]
    public void Run_WrongInput_FailsThatCaseAlone()
    {
        string wrong = """{"id": "d", "kind": "phase_order", "inputs": {"current": "Bad", "new": "Failed"}, "expected": {"new_is_worse": true}}""";
        var run = Run($$"""{"unit_cases": [{{wrong}}, {{Order}}]}""");
        Assert.Equal((1, "d: expected {\"new_is_worse\":true}, got an error: 'Bad' is no phase\n1 passed, 1 failed\n", ""), run);
    }

    // Counters after a measurement: those that the case names (README of the cases); a failure resets the successes in a row and the errors in a row.
    [Theory]
    [InlineData("""{"consecutiveError": 0, "failed": 1}""", 0)]
    [InlineData("""{"consecutiveError": 0, "failed": 1, "consecutiveSuccess": 0, "count": 5, "successful": 4}""", 0)]
    [InlineData("""{"consecutiveError": 3}""", 1)]
    public void Run_CountersAfterAMeasurement_AreComparedWhereTheyAreNamed(string after, int exit)
    {
        string before = """{"consecutiveError": 3, "consecutiveSuccess": 2, "count": 4, "successful": 4}""";
        string inputs = $$"""{"before": {{before}}, "measurement": "Failed" }""";
        Assert.Equal(exit, Run($$"""{"unit_cases": [{"id": "e", "kind": "assess_run", "inputs": {{inputs}}, "expected": {"after": {{after}}} }]}""").Exit);
    }

    // A dry run is given for all metrics, or per metric: in their order, or by name.
    [Theory]
    [InlineData("true", "Successful")]
    [InlineData("[true, false]", "Successful")]
    [InlineData("[false, true]", "Failed")]
    [InlineData("""["a"]""", "Successful")]
    [InlineData("""{"a": true, "b": false}""", "Successful")]
    [InlineData("""{"a": false, "b": true}""", "Failed")]
    public void Run_ADryRunPerMetric_IsReadInEveryForm(string dry, string phase)
    {
        string metrics = """[{"name": "a", "failed": 1}, {"name": "b", "phase": "Successful"}]""";
        string inputs = $$"""{"metrics": {{metrics}}, "dry_run": {{dry}} }""";
        string one = $$"""{"id": "f", "kind": "assess_run", "inputs": {{inputs}}, "expected": {"phase": "{{phase}}"} }""";
        Assert.Equal((0, "1 passed, 0 failed\n", ""), Run($$"""{"unit_cases": [{{one}}]}"""));
    }

    // 60 s after a measurement that failed half a minute ago, whether or not such a failure would finish a metric.
    [Fact]
    public void Run_TheNextPassAfterAFailedMeasurement_GoesByTheInterval()
    {
        string inputs = """{"interval": "60s", "last_phase": "Failed", "finished_at_offset_s": -30}""";
        string one = $$"""{"id": "g", "kind": "next_reconcile", "inputs": {{inputs}}, "expected": {"next_after_s": 30} }""";
        Assert.Equal(0, Run($$"""{"unit_cases": [{{one}}]}""").Exit);
    }

    // An empty expression matches every name (statement 2.6 of the reference: the rule is an unanchored regular expression), so this failure is a dry one.
    [Fact]
    public void Run_ADryRunRuleThatIsUnset_MatchesEveryMetric()
    {
        string metric = """{"name": "m", "successCondition": "result[0] > 1"}""";
        string counters = """{"name": "m", "phase": "Failed", "count": 1, "failed": 1, "retained": 1}""";
        string measured = """{"t": 0, "metric": "m", "phase": "Failed"}""";
        string head = $$"""{"id": "i", "metrics": [{{metric}}], "dry_run": [null], "samples_last_repeats": {"m": [{"vector": ["1"]}]}, "horizon_s": 9, """;
        string tail = $$"""
            "expected": {"phase": "Successful", "message": "", "completed_at_s": 0, "measurements": [{{measured}}], "metrics": [{{counters}}]} }
            """;
        Assert.Equal((0, "1 passed, 0 failed\n", ""), Run($$"""{"computed": {"analysis_runs": [{{head}}{{tail}}] } }"""));
    }

    // Null is unset (README of the cases); a step that the format cannot describe fails its case alone, and says so.
    [Theory]
    [InlineData("""{"setWeight": null, "pause": {}}""", "h: promoted: expected True, got False")]
    [InlineData("""{"setWeight": null}""", "allowed: an object with one key that is set")]
    [InlineData("""{"experiment": {}}""", "step 0 is an experiment, whose outcome the case does not say")]
    public void Run_AnUpdateWithAnOddStep_FailsThatCaseAlone(string step, string contained)
    {
        string head = $$"""{"id": "h", "replicas": 1, "pod_start_s": 1, "traffic_routing": true, "steps": [{{step}}], "canary_options": {}, """;
        string tail = """ "actions": [], "horizon_s": 9, "expected": {"promoted": true, "aborted": false, "timeline": []} }""";
        var run = Run($$"""{"unit_cases": [{{Order}}], "computed": {"rollouts": [{{head}}{{tail}}] } }""");
        Assert.Equal(1, run.Exit);
        Assert.Contains(contained, run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 1 failed\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "text that is not JSON")]
    [InlineData("{}", "Allowed: an object with \"unit_cases\"")]
    [InlineData("{\"unit_cases\": 3}", "without a list 'unit_cases'")]
    [InlineData("{\"unit_cases\": [3]}", "unit case 1: read 3")]
    [InlineData("{\"unit_cases\": [{\"id\": \"a\", \"kind\": \"schedule\", \"inputs\": {}}]}", "unit case 1 (a): read a case without \"expected\"")]
    [InlineData("{\"computed\": {\"expressions\": [{\"id\": \"a\"}]}}", "case 1 of expressions (a): read a case without \"phase\"")]
    [InlineData("{\"computed\": []}", "for \"computed\"")]
    public void Run_AFileThatIsNotOfCases_IsRefusedInOneLine(string text, string contained)
    {
        var run = Run(text);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains(contained, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
    }

    private (int Exit, string Output, string Error) Run(string text)
    {
        string file = Path.Combine(folder, "cases.json");
        File.WriteAllText(file, text);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        int exit = Program.Run(["argo", file], output, error);
        return (exit, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
