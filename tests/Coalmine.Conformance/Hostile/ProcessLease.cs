using Coalmine.Live.Driving;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Conformance.Hostile;

/// <summary>A lease kept alive beside a rollout, as <see cref="HeldLease"/> does, but on the one thread of the run.</summary>
internal sealed class ProcessLease : IDriverLease, IDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private bool _isGivenBack;

    /// <summary>Begins to keep it.</summary>
    public ProcessLease(LeaseKeeper keeper, long fence, TimeProvider time)
    {
        (_keeper, Fence, _time) = (keeper, fence, time);
        _ = KeepAsync();
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
        _isGivenBack = true;
        await _keeper.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lost.Dispose();
    }

    private async Task KeepAsync()
    {
        await _keeper.KeepAsync(CancellationToken.None).ConfigureAwait(false);
        if (!_isGivenBack)
            _ = _time.CreateTimer(_ => _lost.Cancel(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
