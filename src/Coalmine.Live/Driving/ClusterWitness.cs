using Coalmine.Live.Kubernetes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving;

/// <summary>
/// Writes what a rollout does as events of its target, for those who look at it with kubectl: one after the other, beside the rollout, which waits for none of
/// them. An event that cannot be written is no trouble.
/// </summary>
/// <param name="events">Writes events.</param>
/// <param name="target">The target.</param>
public sealed class ClusterWitness(EventRecorder events, ClusterResource target) : IRolloutWitness
{
    private const int MostWaiting = 64;
    private Task _last = Task.CompletedTask;
    private int _waiting;

    /// <inheritdoc/>
    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string reason = entry.Decision.Kind switch
        {
            DecisionKind.Advance => "CanaryAdvanced",
            DecisionKind.Pause => "CanaryPaused",
            DecisionKind.Promote => "CanaryPromoted",
            DecisionKind.RollBack => "CanaryRolledBack",
            _ => "",
        };
        if (reason.Length > 0)
            Write(new EventNote(target, "", entry.Decision.Kind is DecisionKind.RollBack or DecisionKind.Pause, reason, entry.Sentences[^1]));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        if (message.Severity != Severity.Note)
            Write(new EventNote(target, "", true, message.Id, message.Text));
        return ValueTask.CompletedTask;
    }

    private void Write(EventNote note)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
            Interlocked.Decrement(ref _waiting);
        else
            _last = AfterAsync(_last, note);
    }

    private async Task AfterAsync(Task before, EventNote note)
    {
        await before.ConfigureAwait(false);
        await events.WriteAsync(note, CancellationToken.None).ConfigureAwait(false);
        Interlocked.Decrement(ref _waiting);
    }
}
