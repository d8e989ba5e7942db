using System.Collections.Immutable;
using Coalmine.Live.Driving.Records;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Tests.Driving;

/// <summary>A store on a disk that may be full.</summary>
internal sealed class FullStore(IRolloutStore store, Func<bool> isFull) : IRolloutStore
{
    public ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation) => store.LoadAsync(cancellation);

    public ValueTask<StoreWrite> BeginAsync(JournalHeader header, CancellationToken cancellation) => store.BeginAsync(header, cancellation);

    public ValueTask<StoreWrite> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellation) =>
        isFull() ? new(new StoreWrite.Failed("No space left on device")) : store.AppendAsync(lines, cancellation);

    public ValueTask<StoreWrite> EndAsync(CancellationToken cancellation) => store.EndAsync(cancellation);
}
