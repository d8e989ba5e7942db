using Coalmine.Live.Driving;
using Coalmine.Live.Kubernetes;
using Xunit;

namespace Coalmine.Live.Tests.Driving;

/// <summary>From which driver's number on a change of the target was made after a process was started.</summary>
public sealed class DriverStartTests : IDisposable
{
    private readonly LiveBench _bench = new(LiveBench.Usual);

    public void Dispose() => _bench.Dispose();

    /// <summary>What the lease is seen as, look by look; h for hidden, m for missing, a number for its transitions, with a + where somebody has it.</summary>
    [Theory]
    [InlineData("5+", 3, 5)]
    [InlineData("5", 3, 6)]
    [InlineData("h 5+", 3, 5)]
    [InlineData("h 5", 3, 5)]
    [InlineData("h h h h 5", 3, 5)]
    [InlineData("h h h h h", 3, 1)]
    [InlineData("m", 3, 1)]
    [InlineData("m", 0, 1)]
    [InlineData("h m", 3, 1)]
    public void OthersFrom_IsTheHoldersNumber_OrTheOneAfterTheLastHolders(string sights, long fence, long expected)
    {
        _bench.Target.Fence = fence;
        DriverStart start = Look(sights);
        Assert.Equal(expected, start.OthersFrom);
        Assert.Equal(fence, start.Target.Fence);
    }

    [Fact]
    public void ATargetThatIsNotShown_IsToldWithItsProblem()
    {
        _bench.Target.Problem = "503";
        Assert.Equal((6, "503"), (Look("5").OthersFrom, Look("5").Target.Problem));
    }

    [Fact]
    public void TheLease_IsLookedAtBeforeTheTarget_SinceItsHolderMayGiveItBackMeanwhile()
    {
        _bench.Target.Fence = 1;
        ValueTask<DriverStart> start = DriverStart.LookAsync(
            _ =>
            {
                _bench.Target.Fence = 5;
                return new(new LeaseSight.Held(5));
            },
            _bench.Target, new LiveRules(), _bench.Time, CancellationToken.None);
        Assert.Equal(5, _bench.Time.Run(start.AsTask(), TimeSpan.FromMinutes(1)).Target.Fence);
    }

    private DriverStart Look(string sights)
    {
        Queue<string> left = new(sights.Split(' '));
        ValueTask<DriverStart> start = DriverStart.LookAsync(_ => new(Sight(left.Dequeue())), _bench.Target, new LiveRules(), _bench.Time, CancellationToken.None);
        DriverStart found = _bench.Time.Run(start.AsTask(), TimeSpan.FromMinutes(1));
        Assert.Empty(left);
        return found;
    }

    private static LeaseSight Sight(string text) => text switch
    {
        "h" => new LeaseSight.Hidden(),
        "m" => new LeaseSight.Missing(),
        _ when text[^1] == '+' => new LeaseSight.Held(long.Parse(text[..^1], System.Globalization.CultureInfo.InvariantCulture)),
        _ => new LeaseSight.Free(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
