using System.Globalization;
using Xunit;

namespace Coalmine.Conformance.Tests.PromQL;

public sealed class PromQLSuiteTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coalmine-promql-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_AScript_CountsAndShowsWhatFails()
    {
        const string Script = "load 1m\n  x_total 0+1x10\n\neval instant at 5m x_total\n  x_total 5\n\neval instant at 5m count_over_time(x_total[5m])\n  {} 6\n";

        Assert.Equal((0, "2 passed, 0 failed"), Run(Script));
        var (exit, output) = Run(Script, "--mode", "3");
        Assert.Equal(1, exit);
        Assert.Equal("s.test:7: count_over_time(x_total[5m]): expected {} 6@300, got 5@300\n1 passed, 1 failed", output);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void Run_AScriptWithNativeHistograms_ComparesThem(int sum, int expected)
    {
        var (exit, output) = Run(
            $"load 1m\n  h {{{{schema:0 sum:1 count:1 buckets:[1]}}}}\n\neval instant at 0 h\n  h {{{{schema:0 sum:{sum} count:1 buckets:[1]}}}}\n", "--mode=3");

        Assert.Equal(expected, exit);
        Assert.EndsWith($"{1 - expected} passed, {expected} failed", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("load 5q\n  x 1\n", "s.test:1: read '5q'")]
    [InlineData("load 5m\n  x 1 z\n", "s.test:2: read 'z'")]
    [InlineData("load 5m\n  x{a} 1\n", "s.test:2: read 'x{a}'")]
    [InlineData("\nevaluate x\n", "s.test:2: read 'evaluate x'")]
    [InlineData("eval instant at 1m x\n  expect nothing\n", "s.test:2: read 'expect nothing'")]
    [InlineData("eval instant at 1m x\n  expect info regex:((\n", "s.test:2: read '((', which is no pattern")]
    [InlineData("eval range from 2m to 1m step 1m x\n", "s.test:1: the range")]
    public void Run_AFileThatIsNoScript_IsRefusedAtItsPlace(string script, string message)
    {
        var (exit, output) = Run(script);

        Assert.Equal(2, exit);
        Assert.StartsWith(message, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mode", "4")]
    [InlineData("--mode")]
    [InlineData("--only", "x")]
    public void Run_WithBadOptions_IsRefused(params string[] options)
    {
        var (exit, output) = Run("clear\n", options);

        Assert.Equal(2, exit);
        Assert.Contains("Allowed:", output, StringComparison.Ordinal);
    }

    private (int Exit, string Output) Run(string script, params string[] options)
    {
        string file = Path.Combine(folder, "s.test");
        File.WriteAllText(file, script);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        int exit = Program.Run(["promql", file, .. options], output, output);
        return (exit, output.ToString().ReplaceLineEndings("\n").TrimEnd());
    }
}
