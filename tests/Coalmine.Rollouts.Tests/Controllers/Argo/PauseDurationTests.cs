using Coalmine.Rollouts.Controllers.Argo;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers.Argo;

/// <summary>Durations of pause steps; what Go's time.ParseDuration accepts is in its documentation (pkg.go.dev/time, Go 1.24).</summary>
public sealed class PauseDurationTests
{
    [Theory]
    [InlineData("10", 10)]
    [InlineData("0", 0)]
    [InlineData("+7", 7)]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData(".5m", 30)]
    [InlineData("1ms", 0)]
    [InlineData("1999ms", 1)]
    [InlineData("2147483647", 2147483647)]
    public void Readable_IsInWholeSeconds(string text, int seconds) => Assert.Equal(seconds, PauseDuration.Seconds(text));

    [Theory]
    [InlineData("")]
    [InlineData("1d")]
    [InlineData("1z")]
    [InlineData("m")]
    [InlineData("1.5")]
    [InlineData("1..5s")]
    [InlineData("5 m")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999999999999999999999999999h")]
    public void Unreadable_IsInvalid(string text) => Assert.Equal(PauseDuration.Invalid, PauseDuration.Seconds(text));
}
