using System.Globalization;
using Xunit;

namespace Coalmine.Conformance.Tests.Flagger;

/// <summary>The runner on small files of Flagger's decisions.</summary>
public sealed class FlaggerSuiteTests : IDisposable
{
    private const string Run = """
        {"name": "run", "provider": "istio", "matchConditions": false,
         "analysis": {"interval": "1m", "threshold": 1, "stepWeight": 50, "webhooks": [{"name": "load", "type": "rollout"}]},
         "ticks": [{"metric": "pass"}, {"metric": "pass"}, {"metric": "pass", "hooks": {"load": false}}, {}],
         "expected": [
           {"tick": 0, "phase": "Progressing", "routedCanaryWeight": 0},
           {"tick": 1, "phase": "Progressing", "routedCanaryWeight": 50, "statusCanaryWeight": 50, "metricsEvaluated": false},
           {"tick": 2, "phase": "Progressing", "failedChecks": 1, "metricsEvaluated": false, "hooksCalled": ["load@Progressing"]},
           {"tick": 3, "phase": "PHASE", "failedChecks": 0, "routedCanaryWeight": 0, "primarySpec": "v1"}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("coalmine-conformance-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_AllCasesAgree_ClosesWithTheCountsAndZero()
    {
        // P(rollback) for S = 1, T = 1 is p itself; 501 ms lie beyond 500, 500.9 do not.
        string text = $$"""
            {"cases": [{{Case("Failed")}}],
             "metricChecks": {"cases": [
               {"name": "a", "kind": "request-duration", "queryResult": 500.9, "thresholdRange": {"max": 500 }, "expect": "pass"},
               {"name": "b", "kind": "custom", "queryResult": "not queried", "expect": "fail"}]},
             "closedForm": {"rows": [{"S": 1, "T": 1, "p": 0.25, "rollback": 0.25}] } }
            """;
        Assert.Equal((0, "4 passed, 0 failed\n", ""), Call(text));
        Assert.Equal((0, "1 passed, 0 failed\n", ""), Call(text, "--only", "closedForm"));
    }

    [Fact]
    public void Run_AStateDiffers_NamesCaseTickKeyExpectedAndGot() => Assert.Equal(
        (1, "run: tick 3: phase: expected \"Succeeded\", got \"Failed\"\n0 passed, 1 failed\n", ""), Call($$"""{"cases": [{{Case("Succeeded")}}]}"""));

    [Fact]
    public void Run_AHookThatNobodyExpected_Fails()
    {
        string silent = Case("Failed").Replace(", \"hooksCalled\": [\"load@Progressing\"]", "", StringComparison.Ordinal);
        Assert.Equal((1, "run: tick 2: hooksCalled: expected none, got [\"load@Progressing\"]\n0 passed, 1 failed\n", ""), Call($$"""{"cases": [{{silent}}]}"""));
    }

    [Theory]
    [InlineData("[]", "read no Flagger cases")]
    [InlineData("{\"cases\": 3}", "without a list 'cases'")]
    [InlineData("{\"cases\": [3]}", "cases[0]: read 3")]
    [InlineData("{\"cases\": [{\"name\": \"a\", \"analysis\": {\"stepWeight\": \"x\"}, \"ticks\": [], \"expected\": []}]}", "cases[0] (a): analysis: read \"x\" for \"stepWeight\"")]
    [InlineData("{\"cases\": [{\"name\": \"a\", \"analysis\": {}, \"ticks\": [{\"metric\": 1}], \"expected\": [{}]}]}", "ticks[0]: read 1 for \"metric\"")]
    [InlineData("{\"metricChecks\": {\"cases\": [{\"name\": \"m\", \"kind\": \"custom\", \"queryResult\": {}, \"expect\": \"fail\"}]}}", "for \"queryResult\"")]
    [InlineData("{\"closedForm\": {\"rows\": [{\"S\": 1, \"T\": 1}]}}", "rows[0]: read a case without \"p\"")]
    public void Run_AFileThatIsNotOfCases_IsRefusedInOneLine(string text, string contained)
    {
        (int exit, string output, string error) = Call(text);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(contained, error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(letter => letter == '\n'));
    }

    private static string Case(string end) => Run.Replace("PHASE", end, StringComparison.Ordinal);

    private (int Exit, string Output, string Error) Call(string text, params string[] options)
    {
        string file = Path.Combine(_folder, "cases.json");
        File.WriteAllText(file, text);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter error = new(CultureInfo.InvariantCulture);
        int exit = Program.Run(["flagger", file, .. options], output, error);
        return (exit, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
