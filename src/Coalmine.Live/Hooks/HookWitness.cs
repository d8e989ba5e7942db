using Coalmine.Live.Driving;
using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Hooks;

/// <summary>Tells the hooks of events what a rollout does: fire and forget, beside the rollout, with retries.</summary>
/// <param name="hooks">The hooks.</param>
/// <param name="rollout">Identity of the rollout.</param>
public sealed class HookWitness(HttpHookCaller hooks, string rollout) : IRolloutWitness, IAsyncDisposable
{
    private readonly List<Task> _calls = [];
    private readonly CancellationTokenSource _end = new();
    private int _troubles;

    /// <inheritdoc/>
    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        HookEvent? happened = entry.Decision.Kind switch
        {
            DecisionKind.Pause => HookEvent.Paused,
            DecisionKind.Promote => HookEvent.Promoted,
            DecisionKind.RollBack => HookEvent.RolledBack,
            _ => null,
        };
        if (happened is { } told)
            Tell(told, FormattableString.Invariant($"{rollout}/{number}"), entry.Sentences[^1]);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        if (message.Severity == Severity.Error)
            Tell(HookEvent.Trouble, FormattableString.Invariant($"{rollout}/trouble-{++_troubles}"), message.Text);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for what is under way; each call has its own bounds.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_calls).ConfigureAwait(false);
        _end.Dispose();
    }

    private void Tell(HookEvent happened, string call, string sentence)
    {
        _calls.RemoveAll(task => task.IsCompletedSuccessfully);
        foreach (string name in hooks.ToldOf(happened))
            _calls.Add(hooks.CallAsync(new HookCall(name, HookKind.Notice, call, rollout, sentence), _end.Token).AsTask());
    }
}
