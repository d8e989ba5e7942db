using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving;

/// <summary>Several who are told of a rollout, one after the other.</summary>
/// <param name="all">Them.</param>
public sealed class Witnesses(params ImmutableArray<IRolloutWitness> all) : IRolloutWitness
{
    /// <inheritdoc/>
    public async ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        foreach (IRolloutWitness witness in all)
            await witness.SteppedAsync(number, entry, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        foreach (IRolloutWitness witness in all)
            await witness.ToldAsync(at, message, cancellation).ConfigureAwait(false);
    }
}
