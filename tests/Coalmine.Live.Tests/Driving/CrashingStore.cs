using System.Collections.Immutable;
using Coalmine.Live.Driving.Records;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Tests.Driving;

/// <summary>A store in which the process may end before a write or after it.</summary>
internal sealed class CrashingStore(IRolloutStore store, Action step) : IRolloutStore
{
    public ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation) => store.LoadAsync(cancellation);

    public ValueTask<StoreWrite> BeginAsync(JournalHeader header, CancellationToken cancellation) => store.BeginAsync(header, cancellation);

    public ValueTask<StoreWrite> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellation) =>
        Around(() => store.AppendAsync(lines, cancellation));

    public ValueTask<StoreWrite> EndAsync(CancellationToken cancellation) => Around(() => store.EndAsync(cancellation));

    private async ValueTask<StoreWrite> Around(Func<ValueTask<StoreWrite>> write)
    {
        step();
        StoreWrite answer = await write().ConfigureAwait(false);
        step();
        return answer;
    }
}
