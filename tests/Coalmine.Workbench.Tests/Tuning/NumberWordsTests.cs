using Coalmine.Workbench.Tuning.Places;
using Xunit;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>Numbers in texts.</summary>
public sealed class NumberWordsTests
{
    [Theory]
    [InlineData("len(result) > 0 && result[0] >= 0.99", "0 0.99")]
    [InlineData("rate(x{code=~\"5.*\"}[5m]) > 0.5", "300time 0.5")]
    [InlineData("histogram_quantile(0.99, p99_bucket[1h30m])", "0.99 5400time")]
    [InlineData("1.5%", "1.5%")]
    [InlineData("0.5pp", "0.5pp")]
    [InlineData("250ms", "250ms")]
    [InlineData("200/s", "200/s")]
    [InlineData("1d", "86400time")]
    [InlineData("v2.8.0 and 5xx and x_1", "")]
    [InlineData("1e-3", "")]
    [InlineData("", "")]
    public void Find_Text_HasItsNumbers(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', NumberWords.Find(text).Select(number => FormattableString.Invariant($"{number.Value}{number.Unit}"))));

    [Theory]
    [InlineData(90, "time", "1m30s")]
    [InlineData(5400, "time", "1h30m")]
    [InlineData(0.5, "time", "500ms")]
    [InlineData(0, "time", "0s")]
    [InlineData(1.50, "%", "1.5%")]
    [InlineData(250, "", "250")]
    public void Write_Number_IsWrittenInItsUnit(double value, string unit, string expected) => Assert.Equal(expected, NumberWords.Write((decimal)value, unit));

    [Theory]
    [InlineData("5m", true)]
    [InlineData("1.5%", true)]
    [InlineData("5 m", false)]
    [InlineData("about 5", false)]
    public void TryRead_Text_MustBeOneNumber(string text, bool expected) => Assert.Equal(expected, NumberWords.TryRead(text, out _));
}
