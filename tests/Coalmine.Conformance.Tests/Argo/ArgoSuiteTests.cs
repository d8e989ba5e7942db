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
