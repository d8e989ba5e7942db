using System.Globalization;
using Xunit;

namespace Coalmine.Conformance.Tests.Statistics;

public sealed class StatisticsSuiteTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coalmine-conformance-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_AllCasesAgree_ClosesWithTheCountsAndZero()
    {
        var run = Run(Cases(Case("a", "zero_failure_n", """{"p_max": 0.01, "confidence": 0.95}""", """{"n": 298.0728520}""", "1e-9")));
        Assert.Equal((0, "1 passed, 0 failed\n", ""), run);
    }

    [Fact]
    public void Run_AValueDiffers_NamesCaseKeyExpectedAndGot()
    {
        var run = Run(Cases(Case("a", "relative_precision_target", """{"gamma": 0.25}""", """{"adjusted": 0.3}""", "1e-9")));
        Assert.Equal((1, "a: adjusted: expected 0.3, got 0.2\n0 passed, 1 failed\n", ""), run);
    }

    [Fact]
    public void Run_AnUnknownMethod_Fails()
    {
        var run = Run(Cases(Case("a", "no_such_method", "{}", """{"p": 1}""", "0")));
        Assert.Equal((1, "a: expected {\"p\":1}, got nothing: the method 'no_such_method' is unknown\n0 passed, 1 failed\n", ""), run);
    }

    [Fact]
    public void Run_OnlyOneMethod_LeavesTheOthersOut()
    {
        string known = Case("a", "relative_precision_target", """{"gamma": 0.25}""", """{"adjusted": 0.2}""", "1e-9");
        string unknown = Case("b", "no_such_method", "{}", "{}", "0");
        Assert.Equal((0, "1 passed, 0 failed\n", ""), Run(Cases(known, unknown), "--only", "relative_precision_target"));
        Assert.Equal(1, Run(Cases(known, unknown), "--only=no_such_method,relative_precision_target").Exit);
    }

    [Fact]
    public void Run_OnlyANameNobodyKnows_IsRefused()
    {
        var run = Run(Cases(), "--only", "fisher_exakt");
        Assert.Equal(2, run.Exit);
        Assert.StartsWith("Read --only 'fisher_exakt'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AMissingInput_FailsThatCaseAlone()
    {
        string incomplete = Case("a", "fisher_exact", """{"x1": 1, "n1": 2}""", """{"p_two": 1}""", "0");
        string good = Case("b", "relative_precision_target", """{"gamma": 0.25}""", """{"adjusted": 0.2}""", "1e-9");
        Assert.Equal((1, "a: expected {\"p_two\":1}, got an error: the input 'x2' is missing\n1 passed, 1 failed\n", ""), Run(Cases(incomplete, good)));
    }

    [Theory]
    [InlineData("1e-9", "0.0500000001", "two_arms", 1)]
    [InlineData("1e-2", "0.0500000001", "two_arms", 0)]
    public void Run_AProbability_MustAgreeInRelativeTerms(string tolerance, string expected, string id, int exit)
    {
        // p = 0.05 exactly for e = 20: an absolute tolerance of 1e-9 would take the expected value.
        string one = Case(id, "e_combine", """{"e": [20]}""", $$"""{"p_from_mean": {{expected}}}""", tolerance);
        Assert.Equal(exit, Run(Cases(one)).Exit);
    }

    [Theory]
    [InlineData("", "text that is not JSON")]
    [InlineData("[]", "a list without a list 'cases'")]
    [InlineData("{\"cases\": [3]}", "case 1: read 3")]
    [InlineData("{\"cases\": [{\"id\": \"a\"}]}", "case 1 (a): read a case without \"method\"")]
    [InlineData("{\"cases\": [{\"id\": \"a\", \"method\": \"mm1\", \"inputs\": {}, \"expected\": {}}]}", "case 1 (a): read no usable \"tolerance\"")]
    public void Run_AFileThatIsNotOfCases_IsRefusedInOneLine(string text, string contained)
    {
        var run = Run(text);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains(contained, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData]
    [InlineData("statistics")]
    [InlineData("astrology", "x.json")]
    [InlineData("statistics", "x.json", "--only")]
    [InlineData("statistics", "x.json", "--everything")]
    [InlineData("statistics", "/no/such/file.json")]
    [InlineData("statistics", "/")]
    public void Run_BadUsage_IsRefusedInOneLine(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(2, Program.Run(arguments, output, error));
        Assert.Equal("", output.ToString());
        Assert.Single(error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Allowed:", error.ToString(), StringComparison.Ordinal);
    }

    private static string Case(string id, string method, string inputs, string expected, string tolerance) =>
        $$"""{"id": "{{id}}", "method": "{{method}}", "inputs": {{inputs}}, "parameters": {}, "expected": {{expected}}, "tolerance": {{tolerance}}}""";

    private static string Cases(params string[] cases) => $$"""{"cases": [{{string.Join(",", cases)}}]}""";

    private (int Exit, string Output, string Error) Run(string text, params string[] options)
    {
        string file = Path.Combine(folder, "cases.json");
        File.WriteAllText(file, text);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        int exit = Program.Run(["statistics", file, .. options], output, error);
        return (exit, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
