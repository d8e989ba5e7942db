using System.Collections.Immutable;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Driving.Records;

/// <summary>Where the journal of one live rollout is kept. One writer at a time. Nothing throws but for cancellation.</summary>
public interface IRolloutStore
{
    /// <summary>What is there of a rollout that has not ended.</summary>
    ValueTask<StoredRollout> LoadAsync(CancellationToken cancellation);

    /// <summary>Begins a new journal.</summary>
    ValueTask<StoreWrite> BeginAsync(JournalHeader header, CancellationToken cancellation);

    /// <summary>
    /// Adds lines, and answers when they would survive the end of the process and of the machine. Where the answer is no, the caller adds the same lines again.
    /// </summary>
    ValueTask<StoreWrite> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellation);

    /// <summary>The rollout has ended: its journal is put aside, so that the next one begins anew.</summary>
    ValueTask<StoreWrite> EndAsync(CancellationToken cancellation);
}
