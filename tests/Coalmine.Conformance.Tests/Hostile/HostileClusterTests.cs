using Coalmine.Conformance.Hostile;
using Xunit;

namespace Coalmine.Conformance.Tests.Hostile;

/// <summary>
/// The same seeds as the committed table begins with; nothing here is left to chance. 20,000 are run by <c>hostile --seeds 20000</c>.
/// </summary>
public sealed class HostileClusterTests
{
    [Fact]
    public void NoSeed_BreaksARule()
    {
        List<string> broken = [];
        Parallel.For(1, 1001, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            HostileRun run = HostileRun.Of(seed, isTold: false);
            if (run.Violations.Count > 0)
                lock (broken)
                    broken.Add($"{HostileOptions.Verb} --only {seed}: {run.Violations[0]}");
        });
        Assert.Empty(broken);
    }

    [Fact]
    public void ASeed_IsTheSameRunEachTime()
    {
        Assert.Equal(HostileRun.Of(7, isTold: true).Story, HostileRun.Of(7, isTold: true).Story);
        Assert.NotEqual(HostileRun.Of(7, isTold: true).Story, HostileRun.Of(8, isTold: true).Story);
    }

    [Fact]
    public void TheCommand_PrintsTheStoryOfOneSeed_AndATable()
    {
        StringWriter output = new();
        Assert.Equal(0, Program.Run(["hostile", "--only", "3"], output, TextWriter.Null));
        Assert.StartsWith("seed 3: ", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("0 violations" + Environment.NewLine, output.ToString(), StringComparison.Ordinal);
        StringWriter table = new();
        Assert.Equal(0, Program.Run(["hostile", "--seeds", "3"], table, TextWriter.Null));
        Assert.Contains("seeds 1 to 3: **0 violations**", table.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seeds", "0")]
    [InlineData("--seed", "x")]
    [InlineData("--only")]
    [InlineData("--date", "tomorrow")]
    public void AWrongOption_IsRefused(params string[] options)
    {
        StringWriter error = new();
        Assert.Equal(2, Program.Run(["hostile", .. options], TextWriter.Null, error));
        Assert.Contains("Allowed: hostile", error.ToString(), StringComparison.Ordinal);
    }
}
