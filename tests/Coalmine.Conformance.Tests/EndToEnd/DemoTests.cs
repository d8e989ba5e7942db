using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.LiveDemo;
using Xunit;

namespace Coalmine.Conformance.Tests.EndToEnd;

/// <summary>The demonstration prints commands that work.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task DryRunThatItPrints_ShowsEachWriteAndChangesNothing()
    {
        DrivenRun.SkipWithoutPrometheus();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using StringWriter written = new();
        Task demo = DemoCommand.RunAsync(DemoOptions.Parse(["--canary", "wrong"]), TextWriter.Synchronized(written), stop.Token);
        string command;
        while ((command = written.ToString().Split('\n').FirstOrDefault(line => line.EndsWith("--dry-run", StringComparison.Ordinal), "")).Length == 0)
        {
            Assert.False(demo.IsCompleted, written.ToString());
            await Task.Delay(100, stop.Token);
        }

        await using (DriveProcess drive = DriveProcess.Start(command.Trim().Split(' ')[1..]))
        {
            int code = await DrivenRun.EndAsync(drive);
            Assert.True(code == 0, drive.Said);
            foreach (string part in (string[])["give the canary 10 %:", "spec.predictors[main].traffic: 100 -> 90", "spec.predictors[candidate].traffic: 0 -> 10"])
                Assert.Contains(part, drive.Said, StringComparison.Ordinal);
        }

        await stop.CancelAsync();
        await demo;
        Assert.DoesNotContain("10 %", written.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--canary", "3")]
    [InlineData("--canary", "unsound")]
    [InlineData("--rate", "3")]
    public void OtherArguments_AreRefused(params string[] arguments) =>
        Assert.StartsWith("Read ", Assert.Throws<RefusedException>(() => DemoOptions.Parse(arguments)).Message, StringComparison.Ordinal);
}
