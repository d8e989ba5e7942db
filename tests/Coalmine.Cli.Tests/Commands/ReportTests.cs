using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>study --report</c> and <c>report</c>: the page, its pictures, and what cannot be had.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Study_WithReport_WritesThePageAndItsPictures()
    {
        CliRun run = _sandbox.Run("study", "scenario.yaml", "--replications", "20", "--report", "--sweep");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("report.html", run.Output, StringComparison.Ordinal);
        string page = File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "study", "report.html"));
        Assert.All(["verdict", "effects", "timelines", "fidelity"], section => Assert.Contains($"<section id=\"{section}\"", page, StringComparison.Ordinal));
        Assert.Contains("coalmine study scenario.yaml --replications 20 --report --sweep", page, StringComparison.Ordinal);
        string[] pictures = [.. Directory.GetFiles(Path.Combine(_sandbox.Folder, "out", "study", "report")).Select(file => Path.GetFileName(file))];
        Assert.Contains("outcomes.png", pictures);
        Assert.Contains("outcomes.svg", pictures);
    }

    [Fact]
    public void Report_OfAKeptStudy_RunsNothing_AndTellsTheSameVerdict()
    {
        Assert.Equal(0, _sandbox.Run("study", "scenario.yaml", "--replications", "20").ExitCode);
        CliRun run = _sandbox.Run("report", "--from", "out/study", "--out", "page");
        Assert.Equal(0, run.ExitCode);
        string page = File.ReadAllText(Path.Combine(_sandbox.Folder, "page", "report.html"));
        Assert.Contains("<section id=\"verdict\"", page, StringComparison.Ordinal);
        Assert.Contains("coalmine study scenario.yaml --replications 20", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OnMoreThreads_HasTheSameBytes()
    {
        string[] line = ["study", "scenario.yaml", "--replications", "40", "--report", "--no-reuse"];
        string one = PageOf([.. line, "--parallel", "1"], "--parallel 1");
        Assert.Equal(one, PageOf([.. line, "--parallel", "2"], "--parallel 2"));
    }

    [Theory]
    [InlineData("give --rps, --errors and --p99", "study", "scenario.yaml", "--map")]
    [InlineData("a report tells of all outcomes", "study", "scenario.yaml", "--report", "--rare", "rolledBackOnEvidence")]
    [InlineData("There are no results here", "report", "--from", "nowhere")]
    [InlineData("read 'last'", "report", "last")]
    public void Report_ThatCannotBe_IsRefusedWithTheReason(string reason, params string[] line)
    {
        CliRun run = _sandbox.Run(line);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    private string PageOf(string[] line, string threads)
    {
        Assert.Equal(0, _sandbox.Run(line).ExitCode);
        return File.ReadAllText(Path.Combine(_sandbox.Folder, "out", "study", "report.html")).Replace(threads, "", StringComparison.Ordinal);
    }
}
