using System.Diagnostics;
using Coalmine.Cli.Tests.Runs;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>A rollout told as it happens.</summary>
public sealed class PacedTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("--seed", "2", "--every-look")]
    [InlineData("--seed", "3", "--engine", "request", "--trace", "looks,scrapes,requests")]
    public void Paced_TellsTheSameStory_AndWritesTheSameFiles(params string[] options)
    {
        CliRun plain = _sandbox.Run(["simulate", "scenario.yaml", .. options]);
        Dictionary<string, byte[]> files = Files();
        CliRun paced = _sandbox.Run(["simulate", "scenario.yaml", "--paced", "100000x", .. options]);
        Assert.Equal((0, "", plain.Output), (paced.ExitCode, paced.Error, paced.Output));
        Assert.Equal(files, Files());
    }

    [Fact]
    public async Task Paced_Interrupted_StopsAtOnce_SaysSo_AndLeavesNothing()
    {
        if (OperatingSystem.IsWindows())
            return;

        // As slow as the clock: the first look is five minutes away, however long a busy machine takes to deliver the signal.
        string[] line = ["simulate", "scenario.yaml", "--paced", "1x", "--trace", "looks,scrapes"];
        using Process paced = InterruptibleRun.Start(_sandbox.Folder, line);
        CancellationToken token = TestContext.Current.CancellationToken;
        string? told;
        do
            told = await paced.StandardOutput.ReadLineAsync(token);
        while (told is not null && !told.Contains("weight 10 %", StringComparison.Ordinal));
        InterruptibleRun.Interrupt(paced);
        string rest = await paced.StandardOutput.ReadToEndAsync(token);
        string error = await paced.StandardError.ReadToEndAsync(token);
        await paced.WaitForExitAsync(token);
        Assert.Equal((130, ""), (paced.ExitCode, rest));
        Assert.Matches("^Interrupted at 0:0[0-4]:[0-5][0-9] of the rollout; nothing was written.\n$", error);
        Assert.DoesNotContain(Directory.GetFiles(_sandbox.Folder, "*", SearchOption.AllDirectories), file => !file.EndsWith(".yaml", StringComparison.Ordinal));
    }

    private Dictionary<string, byte[]> Files()
    {
        string folder = Path.Combine(_sandbox.Folder, "out", "scenario.policy");
        return Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
    }
}
