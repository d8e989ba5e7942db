using System.Collections.Immutable;
using Coalmine.Live.Driving.Records;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Conformance.Hostile;

/// <summary>The real store of a process, between whose lines the process may end, and whose disk may be full.</summary>
/// <param name="store">The store.</param>
/// <param name="process">The process.</param>
internal sealed class HostileStore(IRolloutStore store, HostileProcess process) : IRolloutStore
{
    /// <inheritdoc/>
    public bool WantsSnapshot => store.WantsSnapshot;

    /// <inheritdoc/>
    public ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation) => store.LoadAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask<StoreWrite> BeginAsync(JournalHeader header, CancellationToken cancellation) => Around(() => store.BeginAsync(header, cancellation));

    /// <inheritdoc/>
    public ValueTask<StoreWrite> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellation) =>
        process.World.IsDiskFull
            ? new(new StoreWrite.Failed("No space left on device"))
            : Around(() => store.AppendAsync(lines, cancellation));

    /// <inheritdoc/>
    public ValueTask<StoreWrite> EndAsync(CancellationToken cancellation) => Around(() => store.EndAsync(cancellation));

    private async ValueTask<StoreWrite> Around(Func<ValueTask<StoreWrite>> write)
    {
        await process.StepAsync(isAfter: false).ConfigureAwait(false);
        process.RememberFile();
        StoreWrite answer = await write().ConfigureAwait(false);
        await process.StepAsync(isAfter: true).ConfigureAwait(false);
        return answer;
    }
}
