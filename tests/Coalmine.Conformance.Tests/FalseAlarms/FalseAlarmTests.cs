using System.Globalization;
using Coalmine.Conformance.FalseAlarms;
using Xunit;

namespace Coalmine.Conformance.Tests.FalseAlarms;

/// <summary>A short run of the count of false alarms: one suite that holds, and one that breaches on purpose and so cannot be consistent with what it states.</summary>
public sealed class FalseAlarmTests
{
    [Theory]
    [InlineData("fast", 0, "| fast | 9 | 2 | 0 | 0 | 0 % | 0.1 % | consistent |")]
    [InlineData("loosened", 1, "| loosened | 2 | 2 | 2 | 0 | 3.1623 % | 0.1 % | NOT CONSISTENT |")]
    public void Runs_OfAShippedSuite_AreCounted(string suite, int code, string row)
    {
        // Clopper and Pearson's lower limit for 2 of 2 at 0.1 % is the square root of 0.001. The seeds are fixed.
        StringWriter output = new(CultureInfo.InvariantCulture);
        Assert.Equal(code, FalseAlarmCommand.Run(FalseAlarmOptions.Parse([ShippedFiles.Suite(suite), "--runs", "2", "--seed", "1"]), output));
        Assert.Contains(row, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--runs", "2")]
    [InlineData("suite.yaml", "--runs", "0")]
    [InlineData("suite.yaml", "--runs")]
    public void CommandLine_ThatIsWrong_IsRefused(params string[] arguments) =>
        Assert.Throws<RefusedException>(() => FalseAlarmOptions.Parse(arguments));
}
