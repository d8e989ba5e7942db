using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports;
using Xunit;

namespace Coalmine.Workbench.Tests.Reports;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0:00:00")]
    [InlineData(3930, "1:05:30")]
    [InlineData(15.25, "0:00:15.2")]
    [InlineData(360_000, "100:00:00")]
    public void Clock_WritesHoursMinutesSeconds(double seconds, string text) => Assert.Equal(text, Figures.Clock(seconds));

    [Theory]
    [InlineData(45, "45s")]
    [InlineData(270, "4m30s")]
    [InlineData(300, "5m")]
    [InlineData(3900, "1h05m")]
    [InlineData(28_800, "8h")]
    public void Length_WritesTheTwoLargestUnits(double seconds, string text) => Assert.Equal(text, Figures.Length(seconds));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0001, "<0.1")]
    [InlineData(0.1234, "12.3")]
    [InlineData(0.9999, ">99.9")]
    [InlineData(1, "100")]
    public void Percent_NeverRoundsToAllOrNothing(double share, string text) => Assert.Equal(text, Figures.Percent(share));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.42, "0.42")]
    [InlineData(812.4, "812")]
    [InlineData(12_345, "12.3k")]
    [InlineData(999_600, "1.00M")]
    [InlineData(5_330_000, "5.33M")]
    public void Count_WritesAboutThreeDigits(double value, string text) => Assert.Equal(text, Figures.Count(value));

    [Fact]
    public void Value_BeyondTheHorizon_IsMarked()
    {
        Assert.Equal(">8h", Figures.Value(CharacteristicUnit.Seconds, CensoredValue.Beyond(28_800)));
        Assert.Equal("?", Figures.Value(CharacteristicUnit.Seconds, CensoredValue.Known(double.PositiveInfinity)));
    }

    [Theory]
    [InlineData(CharacteristicUnit.Share, -0.125, "-12.5")]
    [InlineData(CharacteristicUnit.Share, 0.0001, "0.0")]
    [InlineData(CharacteristicUnit.Seconds, 300, "+5m")]
    public void Difference_ShowsItsSign(CharacteristicUnit unit, double value, string text) => Assert.Equal(text, Figures.Difference(unit, value));

    [Theory]
    [InlineData(0, "0 policies")]
    [InlineData(1, "1 policy")]
    [InlineData(12345, "12,345 policies")]
    public void Counted_HasTheWordOfItsNumber(long count, string expected) => Assert.Equal(expected, Figures.Counted(count, "policy", "policies"));

    [Theory]
    [InlineData(200, "200")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.000123, "0.000123")]
    [InlineData(1e-9, "0.000000001")]
    public void Rate_KeepsWhatCounts(double rate, string expected) => Assert.Equal(expected, Figures.Rate(rate));
}
