using Coalmine.Rollouts.Judges.Kayenta;
using Xunit;

namespace Coalmine.Rollouts.Tests.Judges.Kayenta;

/// <summary>When a run judges; times in minutes, by the rules of the reference's section 6.</summary>
public sealed class KayentaScheduleTests
{
    [Theory]
    [InlineData(60.0, 20.0, 3)]
    [InlineData(65.0, 20.0, 3)]
    [InlineData(60.0, null, 1)]
    [InlineData(60.0, 0.0, 1)]
    [InlineData(60.0, 61.0, 1)]
    [InlineData(60.5, 20.0, 3)]
    public void Judgements_AreTheLifetimeOverTheInterval(double lifetime, double? interval, int judgements) =>
        Assert.Equal(judgements, Of(lifetime, interval).Judgements);

    [Fact]
    public void Lifetime_UnderAMinute_DividesByZero() => Assert.Throws<InvalidOperationException>(() => Of(0.5, null).Judgements);

    [Fact]
    public void End_ReplacesTheLifetime_AndTheWarmUpMovesNoWindow()
    {
        KayentaSchedule schedule = Of(50, 30) with { Start = Minutes(10), End = Minutes(100), BeginAfter = Minutes(7) };
        Assert.Equal(3, schedule.Judgements);
        Assert.Equal(Window(10, 40), schedule.CanaryWindow(1));
        Assert.Equal(Window(10, 70), schedule.CanaryWindow(2));
        Assert.Equal(Window(17, 47), (schedule with { End = null }).CanaryWindow(1));
    }

    [Fact]
    public void Windows_Grow_OrSlide_AndMayReachBeforeTheStart()
    {
        KayentaSchedule schedule = Of(60, 20) with { BeginAfter = Minutes(5) };
        Assert.Equal([Window(5, 25), Window(5, 45), Window(5, 65)], Enumerable.Range(1, 3).Select(schedule.CanaryWindow));
        Assert.Equal(Window(-5, 25), (schedule with { Lookback = Minutes(30) }).CanaryWindow(1));
        Assert.Equal(Window(2, 22), (schedule with { ControlOffset = Minutes(3) }).BaselineWindow(1));
    }

    private static KayentaSchedule Of(double lifetime, double? interval) =>
        new() { Lifetime = Minutes(lifetime), Interval = interval is { } minutes ? Minutes(minutes) : null };

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static KayentaWindow Window(double from, double to) => new(Minutes(from), Minutes(to));
}
