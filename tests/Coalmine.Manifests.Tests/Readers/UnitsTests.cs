using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Xunit;

namespace Coalmine.Manifests.Tests.Readers;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("250ms", 0.25)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2d", 172800)]
    [InlineData("365d", 31536000)]
    [InlineData("1m0s", 60)]
    public void Duration_WithUnits_IsRead(string text, double seconds) => Assert.Equal(seconds, Read(Units.Duration, text).TotalSeconds);

    [Theory]
    [MemberData(nameof(UnitTexts.Durations), MemberType = typeof(UnitTexts))]
    public void Duration_OtherwiseWritten_SaysWhatIsAllowed(string text, string expected) => Assert.Equal(expected, Refuse(Units.Duration, text));

    [Theory]
    [InlineData("0.5%", 0.005)]
    [InlineData("29%", 0.29)]
    [InlineData("0.005", 0.005)]
    [InlineData("100%", 1)]
    [InlineData("0", 0)]
    [InlineData("3 %", 0.03)]
    public void Share_AsPercentageOrNumber_IsTheNearestDouble(string text, double share) => Assert.Equal(share, Read(Units.Share, text));

    [Theory]
    [MemberData(nameof(UnitTexts.Shares), MemberType = typeof(UnitTexts))]
    public void Share_OtherwiseWritten_SaysWhatIsAllowed(string text, string expected) => Assert.Equal(expected, Refuse(Units.Share, text));

    [Theory]
    [InlineData("200/s", 200)]
    [InlineData("12/min", 0.2)]
    [InlineData("9/h", 0.0025)]
    public void Rate_WithUnits_IsPerSecond(string text, double rate) => Assert.Equal(rate, Read(Units.Rate, text), 1e-15);

    [Theory]
    [MemberData(nameof(UnitTexts.Rates), MemberType = typeof(UnitTexts))]
    public void Rate_OtherwiseWritten_IsRefused(string text, string expected) =>
        Assert.StartsWith(expected, Refuse(Units.Rate, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("45ms", 0.045)]
    [InlineData("1.5s", 1.5)]
    [InlineData("250us", 0.00025)]
    public void Latency_WithUnits_IsInSeconds(string text, double seconds) => Assert.Equal(seconds, Read(Units.Latency, text));

    [Theory]
    [MemberData(nameof(UnitTexts.Latencies), MemberType = typeof(UnitTexts))]
    public void Latency_OtherwiseWritten_IsRefused(string text, string expected) =>
        Assert.StartsWith(expected, Refuse(Units.Latency, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("1", 1)]
    [InlineData("2.0", 2)]
    public void Count_WholeNumber_IsRead(string text, int count) => Assert.Equal(count, Read(Units.PositiveCount, text));

    [Theory]
    [MemberData(nameof(UnitTexts.Counts), MemberType = typeof(UnitTexts))]
    public void Count_OtherwiseWritten_IsRefused(string text, string expected) =>
        Assert.StartsWith(expected, Refuse(Units.PositiveCount, text), StringComparison.Ordinal);

    [Fact]
    public void Points_WithUnit_AreAShare() => Assert.Equal(0.005, Read(Units.Points, "0.5pp"));

    [Theory]
    [InlineData("0s")]
    [InlineData("250ms")]
    [InlineData("1h30m")]
    [InlineData("2d1ms")]
    public void Duration_Shown_IsWrittenAsBefore(string text) => Assert.Equal(text, DurationReader.Show(Read(Units.DurationOrZero, text)));

    [Theory]
    [InlineData("acuracy", "accuracy")]
    [InlineData("wieghts", "weights")]
    [InlineData("Errors", "errors")]
    [InlineData("zzz", "")]
    public void Nearest_Misspelt_IsWhatWasMeant(string read, string expected) =>
        Assert.Equal(expected, Spelling.Nearest(read, ["accuracy", "errors", "weights"]));

    private static T Read<T>(Reader<T> reader, string text)
    {
        DiagnosticList said = new("f.yaml");
        Assert.True(reader.TryRead(new Node.Scalar(TextPosition.Start, text), said, out T? value));
        Assert.False(said.HasErrors);
        return value;
    }

    private static string Refuse<T>(Reader<T> reader, string text)
    {
        DiagnosticList said = new("f.yaml");
        Assert.False(reader.TryRead(new Node.Scalar(TextPosition.Start, text), said, out _));
        return Refusal.Of(said.Refuse<T>())["f.yaml:1:1 error ".Length..];
    }
}
