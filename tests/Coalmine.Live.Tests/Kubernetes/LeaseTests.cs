using System.Net;
using Coalmine.Live.Driving;
using Coalmine.Live.Kubernetes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Kubernetes;

/// <summary>The rules of client-go's leader election: 15 s, 10 s and 2 s; counted from when a record was first seen.</summary>
public sealed class LeaseTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly TinyServer _server = new();

    public LeaseTests() => _server.Know(ResourceKinds.Lease);

    public void Dispose() => _server.Dispose();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public void TheTimesOfALease_HaveMicroseconds() =>
        Assert.Equal("2026-11-29T12:00:00.000000Z", LeaseRules.MicroTime(new DateTimeOffset(2026, 11, 29, 14, 0, 0, TimeSpan.FromHours(2))));

    [Fact]
    public async Task OneOfTwo_HasTheLease_AndTheOtherGetsItWhenItRunsOut_WithALargerFence()
    {
        LeaseKeeper first = Keeper("a");
        LeaseKeeper second = Keeper("b");
        Assert.Equal(1, Assert.IsType<LeaseStanding.Held>(await first.TryAsync(Now)).Fence);
        Assert.Equal("a", Assert.IsType<LeaseStanding.HeldByOther>(await second.TryAsync(Now)).Holder);
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.IsType<LeaseStanding.HeldByOther>(await second.TryAsync(Now));
        Assert.False(first.IsHeld);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Assert.IsType<LeaseStanding.Held>(await second.TryAsync(Now)).Fence);
        Assert.IsType<LeaseStanding.HeldByOther>(await first.TryAsync(Now));
    }

    [Fact]
    public async Task ARenewal_KeepsTheFence_AndIsSeenByOthersOnTheirOwnClock()
    {
        LeaseKeeper first = Keeper("a");
        LeaseKeeper second = Keeper("b");
        await first.TryAsync(Now);
        for (int i = 0; i < 20; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal(1, Assert.IsType<LeaseStanding.Held>(await first.TryAsync(Now)).Fence);
            Assert.IsType<LeaseStanding.HeldByOther>(await second.TryAsync(Now));
        }
    }

    [Fact]
    public async Task ALeaseOfTheDistantPast_IsStillWaitedFor_BecauseItsClockIsNotOurs()
    {
        _server.Put(ResourceKinds.Lease, "fraud", """
            {"spec":{"holderIdentity":"x","renewTime":"2001-01-01T00:00:00.000000Z","leaseDurationSeconds":15,"leaseTransitions":7}}
            """);
        LeaseKeeper keeper = Keeper("b");
        Assert.IsType<LeaseStanding.HeldByOther>(await keeper.TryAsync(Now));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(8, Assert.IsType<LeaseStanding.Held>(await keeper.TryAsync(Now)).Fence);
    }

    [Fact]
    public async Task ALease_IsSeenWithItsNumber_ByWhoDoesNotAskForIt()
    {
        Assert.IsType<LeaseSight.Missing>(await SightAsync());
        LeaseKeeper first = Keeper("a");
        await first.TryAsync(Now);
        Assert.Equal(new LeaseSight.Held(1), await SightAsync());
        await first.ReleaseAsync(Now);
        Assert.Equal(new LeaseSight.Free(1), await SightAsync());
        await Keeper("b").TryAsync(Now);
        Assert.Equal(new LeaseSight.Held(2), await SightAsync());
    }

    [Fact]
    public async Task AReleasedLease_IsTakenAtOnce()
    {
        LeaseKeeper first = Keeper("a");
        await first.TryAsync(Now);
        await first.ReleaseAsync(Now);
        Assert.False(first.IsHeld);
        LeaseKeeper next = Keeper("b");
        Assert.Equal(2, Assert.IsType<LeaseStanding.Held>(await next.TryAsync(Now)).Fence);
    }

    [Fact]
    public async Task AHeldLease_IsGivenBackAtTheEnd()
    {
        (HeldLease? lease, string problem) = await HeldLease.AcquireAsync(Keeper("a"), Now);
        Assert.Equal((1, true, ""), (lease?.Fence, lease?.IsHeld, problem));
        Assert.IsType<LeaseStanding.HeldByOther>(await Keeper("b").TryAsync(Now));
        await lease!.DisposeAsync();
        Assert.Equal(2, Assert.IsType<LeaseStanding.Held>(await Keeper("b").TryAsync(Now)).Fence);
    }

    [Fact]
    public async Task AHeldLease_ThatSomebodyElseTakes_IsLost_AndNotGivenBack()
    {
        (HeldLease? lease, _) = await HeldLease.AcquireAsync(Keeper("a"), Now);
        _server.Put(ResourceKinds.Lease, "fraud", """
            {"spec":{"holderIdentity":"x","renewTime":"2026-11-29T12:00:01.000000Z","leaseDurationSeconds":15,"leaseTransitions":7}}
            """);
        for (int turn = 0; turn < 1000 && !lease!.Lost.IsCancellationRequested; turn++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), Now);
        }

        Assert.Equal((true, false), (lease!.Lost.IsCancellationRequested, lease.IsHeld));
        await lease.DisposeAsync();
        Assert.Equal("x", Assert.IsType<LeaseStanding.HeldByOther>(await Keeper("b").TryAsync(Now)).Holder);
    }

    [Fact]
    public async Task AnEarlierSelf_IsSomebodyElse()
    {
        await Keeper("a").TryAsync(Now);
        LeaseKeeper again = Keeper("a");
        Assert.IsType<LeaseStanding.HeldByOther>(await again.TryAsync(Now));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(2, Assert.IsType<LeaseStanding.Held>(await again.TryAsync(Now)).Fence);
    }

    [Fact]
    public async Task ARenewalWhoseAnswerIsLost_IsKnownAsOurs_WhetherItWasAppliedOrNot()
    {
        LeaseKeeper keeper = Keeper("a");
        await keeper.TryAsync(Now);
        _time.Advance(TimeSpan.FromSeconds(2));
        _server.Afterwards = (request, _) => _ = request.Method == HttpMethod.Put ? throw new IOException("gone") : 0;
        Assert.IsType<LeaseStanding.Unknown>(await keeper.TryAsync(Now));
        _server.Afterwards = null;
        Assert.True(keeper.IsHeld);
        _server.Instead = (request, _) => request.Method == HttpMethod.Put ? TinyServer.Refusal(HttpStatusCode.InternalServerError, "InternalError", "no") : null;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<LeaseStanding.Unknown>(await keeper.TryAsync(Now));
        _server.Instead = null;
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, Assert.IsType<LeaseStanding.Held>(await keeper.TryAsync(Now)).Fence);
    }

    [Fact]
    public async Task TwoWhoTakeAtOnce_AreToldApartByTheVersion()
    {
        LeaseKeeper first = Keeper("a");
        _server.Instead = (request, number) =>
        {
            if (number == 1)
                _server.Put(ResourceKinds.Lease, "fraud", """{"spec":{"holderIdentity":"b","renewTime":"2026-11-29T12:00:00.000000Z","leaseTransitions":1}}""");
            return number == 1 ? TinyServer.Refusal(HttpStatusCode.NotFound, "NotFound", "not found") : null;
        };
        Assert.IsType<LeaseStanding.Unknown>(await first.TryAsync(Now));
        Assert.False(first.IsHeld);
        Assert.Equal("b", Assert.IsType<LeaseStanding.HeldByOther>(await first.TryAsync(Now)).Holder);
    }

    [Fact]
    public async Task ALeaseThatWasDeleted_BeginsAboveTheFenceSeenOnTheTarget() =>
        Assert.Equal(9, Assert.IsType<LeaseStanding.Held>(await Keeper("a", leastFence: 9).TryAsync(Now)).Fence);

    [Fact]
    public async Task AServerThatIsGone_LosesTheLease_BeforeAnybodyElseMayHaveIt()
    {
        LeaseKeeper keeper = Keeper("a");
        await keeper.TryAsync(Now);
        _server.Instead = (_, _) => TinyServer.Refusal(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "down");
        Task<LeaseStanding> kept = keeper.KeepAsync(Now);
        double held = 0;
        while (!kept.IsCompleted && held < 60)
        {
            if (keeper.IsHeld)
                held++;
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.IsType<LeaseStanding.Unknown>(await kept);
        Assert.False(keeper.IsHeld);
        Assert.InRange(held, 1, 10);
    }

    [Fact]
    public async Task WithoutTheRight_ThereIsNothingToWaitFor()
    {
        _server.Instead = (_, _) => TinyServer.Refusal(HttpStatusCode.Forbidden, "Forbidden", "user x cannot get leases");
        Assert.Equal("user x cannot get leases", Assert.IsType<LeaseStanding.Refused>(await Keeper("a").AcquireAsync(Now)).Text);
    }

    private LeaseKeeper Keeper(string holder, long leastFence = 1) => new(_server.Client(_time), Terms(holder, leastFence), _time);

    private ValueTask<LeaseSight> SightAsync() => LeaseSight.LookAsync(_server.Client(_time), Terms("who only looks", 1), Now);

    private static LeaseTerms Terms(string holder, long leastFence) => new() { Namespace = "shop", Name = "fraud", Holder = holder, LeastFence = leastFence };
}
