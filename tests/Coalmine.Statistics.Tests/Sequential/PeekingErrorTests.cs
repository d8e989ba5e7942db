using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Sequential;

public sealed class PeekingErrorTests
{
    // Armitage, McPherson and Rowe 1969, Table 2, nominal two-sided 5 %: printed to three digits.
    [Theory]
    [InlineData(1, 0.050)]
    [InlineData(2, 0.083)]
    [InlineData(3, 0.107)]
    [InlineData(4, 0.126)]
    [InlineData(5, 0.142)]
    [InlineData(10, 0.193)]
    [InlineData(20, 0.248)]
    [InlineData(50, 0.320)]
    [InlineData(100, 0.374)]
    public void Of_RepeatedLooksAtFivePercent_AgreesWithTheTable(int looks, double printed) => Assert.Equal(printed, PeekingError.Of(looks, 0.05), 0.00051);
}
