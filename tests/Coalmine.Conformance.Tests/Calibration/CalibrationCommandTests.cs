using System.Globalization;
using Coalmine.Conformance.Calibration;
using Xunit;

namespace Coalmine.Conformance.Tests.Calibration;

public sealed class CalibrationCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coalmine-calibration-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_OneMethodTwice_WritesTheSameBytes()
    {
        string[] arguments = ["calibrate", "--paths", "600", "--seed", "3", "--date", "2026-11-28", "--only", "AnytimeLogrank,OnsetMixture"];
        var first = Run([.. arguments, "--out", Path.Combine(folder, "a")]);
        var second = Run([.. arguments, "--out", Path.Combine(folder, "b")]);
        Assert.Equal(first, second);
        Assert.Equal((0, ""), (first.Exit, first.Error));
        Assert.Equal("wrote sequential.md and sequential.csv\n4 rows as documented, 0 not\n", first.Output);
        Assert.Equal(Written("a", "md"), Written("b", "md"));
        Assert.Equal(Written("a", "csv"), Written("b", "csv"));
        Assert.Equal(5, Written("a", "csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("calibrate --paths 600 --seed 3 --date 2026-11-28 --only AnytimeLogrank,OnsetMixture\n", Written("a", "md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ARowAgainstTheDocumentation_GivesOne()
    {
        // One path cannot show a counter-example's excess.
        var run = Run(["calibrate", "--paths", "1", "--only", "PeekingError"]);
        Assert.Equal(1, run.Exit);
    }

    [Theory]
    [InlineData("the level of every sequential method by simulation", "calibrate", "--help")]
    [InlineData("Damages sound files and queries", "fuzz", "-h")]
    [InlineData("SUITE is apiserver, argo, flagger, import, kayenta, promql, statistics", "--help")]
    public void Run_AskedForHelp_GivesThatOfTheVerb(string said, params string[] arguments)
    {
        var run = Run(arguments);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--paths")]
    [InlineData("--paths", "0")]
    [InlineData("--paths", "many")]
    [InlineData("--seed", "-1")]
    [InlineData("--date", "28.11.2026")]
    [InlineData("--only", "AnytimeLograng")]
    [InlineData("--only", "")]
    [InlineData("--out", "/dev/null/x")]
    [InlineData("--everything", "yes")]
    public void Run_BadUsage_IsRefusedInOneLine(params string[] options)
    {
        var run = Run(["calibrate", .. options]);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains("Allowed:", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
    }

    private string Written(string part, string extension) => File.ReadAllText(Path.Combine(folder, part, $"{CalibrationCommand.FileName}.{extension}"));

    private static (int Exit, string Output, string Error) Run(IReadOnlyList<string> arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        int exit = Program.Run(arguments, output, error);
        return (exit, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
