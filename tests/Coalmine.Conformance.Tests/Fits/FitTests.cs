using System.Globalization;
using Coalmine.Conformance.Fits;
using Xunit;

namespace Coalmine.Conformance.Tests.Fits;

/// <summary>A short run of the count of intervals that hold.</summary>
public sealed class FitTests
{
    // A parameter is found inconsistent with 14 of 20 or fewer, which happens to a true 95 % in 3 of 10,000 runs, to one of ten parameters in at most 3 of
    // 1,000. The seed is fixed. Pods are scraped together, or each at instants of its own.
    [Theory]
    [InlineData("1")]
    [InlineData("5")]
    public void Intervals_OfAKnownWorld_HoldItsParametersAsOftenAsTheySay(string apart)
    {
        StringWriter output = new(CultureInfo.InvariantCulture);
        Assert.Equal(0, FitCommand.Run(FitOptions.Parse([ShippedFiles.Calibrated("known"), "--tries", "20", "--seed", "2", "--apart", apart]), output));
        Assert.Equal(10, output.ToString().Split('\n').Count(line => line.EndsWith("| yes |", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--tries", "2")]
    [InlineData("known.yaml", "--tries", "0")]
    [InlineData("known.yaml", "--tries")]
    [InlineData("known.yaml", "--apart", "0")]
    public void CommandLine_ThatIsWrong_IsRefused(params string[] arguments) =>
        Assert.Throws<RefusedException>(() => FitOptions.Parse(arguments));
}
