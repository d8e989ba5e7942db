using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving;

/// <summary>Is told what a live rollout does, for terminals, events and metrics. Decides nothing, and never throws but for cancellation.</summary>
public interface IRolloutWitness
{
    /// <summary>An entry has been recorded.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellation">Gives it up.</param>
    ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation);

    /// <summary>Something happened that people should know.</summary>
    /// <param name="at">When.</param>
    /// <param name="message">What.</param>
    /// <param name="cancellation">Gives it up.</param>
    ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation);
}
