using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Driving;

/// <summary>A lease that is kept alive beside the rollout, and given back at the end.</summary>
public sealed class HeldLease : IDriverLease, IAsyncDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _keeping;

    private HeldLease(LeaseKeeper keeper, long fence)
    {
        _keeper = keeper;
        Fence = fence;
        _keeping = KeepAsync();
    }

    /// <inheritdoc/>
    public long Fence { get; }

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public bool IsHeld => _keeper.IsHeld;

    /// <summary>Waits for the lease.</summary>
    /// <param name="keeper">The lease.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>The lease, or why it is not to be had.</returns>
    public static async ValueTask<(HeldLease? Lease, string Problem)> AcquireAsync(LeaseKeeper keeper, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keeper);
        return await keeper.AcquireAsync(cancellation).ConfigureAwait(false) switch
        {
            LeaseStanding.Held held => (new HeldLease(keeper, held.Fence), ""),
            LeaseStanding.Refused refused => (null, refused.Text),
            LeaseStanding other => (null, other.ToString()),
        };
    }

    /// <summary>Gives the lease back, so that the next driver need not wait for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        await _keeper.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
        _end.Dispose();
        _lost.Dispose();
    }

    private async Task KeepAsync()
    {
        try
        {
            await _keeper.KeepAsync(_end.Token).ConfigureAwait(false);

            // On another thread: the rollout's loop goes on within the cancellation.
            await Task.Run(_lost.Cancel, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The rollout has ended before the lease.
        }
    }
}
