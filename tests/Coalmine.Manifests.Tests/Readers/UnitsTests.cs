using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Xunit;

namespace Coalmine.Manifests.Tests.Readers;

public sealed class UnitsTests
{
    private const string DurationAllowed = "a duration above 0s and at most 365d with its units, such as 250ms, 90s, 5m or 1h30m";
    private const string ShareAllowed = "a share from 0% to 100%, such as 0.5%, or a bare number from 0 to 1";

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
    [InlineData("300", "CM1202 · '300' lacks its unit for a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("5min", "CM1202 · Unit 'min' in '5min' does not fit a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("5%", "CM1201 · '5%' is not a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("30m1h", "CM1202 · Unit 'h' in '30m1h' does not fit a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("1h 30m", "CM1201 · '1h 30m' is not a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("soon", "CM1201 · 'soon' is not a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("-5m", "CM1203 · '-5m' is not possible for a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("0s", "CM1203 · '0s' is not possible for a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("366d", "CM1203 · '366d' is not possible for a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("99999999999999999999d", "CM1203 · '99999999999999999999d' is not possible for a duration. Allowed: " + DurationAllowed + ".")]
    [InlineData("1e3s", "CM1202 · Unit 'e' in '1e3s' does not fit a duration. Allowed: " + DurationAllowed + ".")]
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
    [InlineData("120%", "CM1203 · '120%' is not possible for a share. Allowed: " + ShareAllowed + ".")]
    [InlineData("1.5", "CM1203 · '1.5' is not possible for a share. Allowed: " + ShareAllowed + ".")]
    [InlineData("-1%", "CM1203 · '-1%' is not possible for a share. Allowed: " + ShareAllowed + ".")]
    [InlineData("0.5pp", "CM1202 · Unit 'pp' in '0.5pp' does not fit a share. Allowed: " + ShareAllowed + ".")]
    [InlineData("NaN", "CM1201 · 'NaN' is not a share. Allowed: " + ShareAllowed + ".")]
    [InlineData("0,5%", "CM1202 · Unit ',5%' in '0,5%' does not fit a share. Allowed: " + ShareAllowed + ".")]
    public void Share_OtherwiseWritten_SaysWhatIsAllowed(string text, string expected) => Assert.Equal(expected, Refuse(Units.Share, text));

    [Theory]
    [InlineData("200/s", 200)]
    [InlineData("12/min", 0.2)]
    [InlineData("9/h", 0.0025)]
    public void Rate_WithUnits_IsPerSecond(string text, double rate) => Assert.Equal(rate, Read(Units.Rate, text), 1e-15);

    [Theory]
    [InlineData("200", "CM1202 · '200' lacks its unit for a rate.")]
    [InlineData("0/s", "CM1203 · '0/s' is not possible for a rate.")]
    [InlineData("12/m", "CM1202 · Unit '/m' in '12/m' does not fit a rate.")]
    public void Rate_OtherwiseWritten_IsRefused(string text, string expected) =>
        Assert.StartsWith(expected, Refuse(Units.Rate, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("45ms", 0.045)]
    [InlineData("1.5s", 1.5)]
    [InlineData("250us", 0.00025)]
    public void Latency_WithUnits_IsInSeconds(string text, double seconds) => Assert.Equal(seconds, Read(Units.Latency, text));

    [Theory]
    [InlineData("200", "CM1202 · '200' lacks its unit for a latency.")]
    [InlineData("0ms", "CM1203 · '0ms' is not possible for a latency.")]
    [InlineData("5%", "CM1202 · Unit '%' in '5%' does not fit a latency.")]
    public void Latency_OtherwiseWritten_IsRefused(string text, string expected) =>
        Assert.StartsWith(expected, Refuse(Units.Latency, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("1", 1)]
    [InlineData("2.0", 2)]
    public void Count_WholeNumber_IsRead(string text, int count) => Assert.Equal(count, Read(Units.PositiveCount, text));

    [Theory]
    [InlineData("0", "CM1203 · '0' is not possible for a count.")]
    [InlineData("1.5", "CM1201 · '1.5' is not a count.")]
    [InlineData("3x", "CM1202 · Unit 'x' in '3x' does not fit a count.")]
    [InlineData("many", "CM1201 · 'many' is not a count.")]
    [InlineData("99999999999999999999999999999999", "CM1201 · '99999999999999999999999999999999' is not a count.")]
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
