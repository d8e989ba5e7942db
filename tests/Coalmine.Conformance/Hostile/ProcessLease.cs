using Coalmine.Live.Driving;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Conformance.Hostile;

/// <summary>A lease kept alive beside a rollout, as <see cref="HeldLease"/> does, but on the one thread of the run.</summary>
internal sealed class ProcessLease : IDriverLease, IDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _keeping;

    /// <summary>Begins to keep it.</summary>
    public ProcessLease(LeaseKeeper keeper, long fence, TimeProvider time)
    {
        (_keeper, Fence, _time) = (keeper, fence, time);
        _keeping = KeepAsync();
    }

    /// <inheritdoc/>
    public long Fence { get; }

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public bool IsHeld => _keeper.IsHeld;

    /// <summary>Gives it back.</summary>
    public async ValueTask EndAsync()
    {
        _end.Cancel();
        await _keeping.ConfigureAwait(false);
        await _keeper.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lost.Dispose();
        _end.Dispose();
    }

    private async Task KeepAsync()
    {
        try
        {
            await _keeper.KeepAsync(_end.Token).ConfigureAwait(false);
            _ = _time.CreateTimer(_ => _lost.Cancel(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        catch (OperationCanceledException)
        {
            // The rollout has ended before the lease.
        }
    }
}
