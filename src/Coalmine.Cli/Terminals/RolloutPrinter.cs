using System.Globalization;
using System.Text.Json;
using Coalmine.Live.Driving;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Cli.Terminals;

/// <summary>Tells a live rollout as it happens: a line an event, or a JSON object a line.</summary>
/// <param name="isJson">Whether lines are JSON.</param>
/// <param name="time">Where time comes from.</param>
/// <param name="rollout">What each line names, where a process tells of several; empty where it tells of one.</param>
internal sealed class RolloutPrinter(bool isJson, TimeProvider time, string rollout = "") : IRolloutWitness
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        if (entry.Decision.Kind == DecisionKind.None)
            return ValueTask.CompletedTask;
        string kind = entry.Decision.Kind switch
        {
            DecisionKind.Advance => "advance",
            DecisionKind.Pause => "pause",
            DecisionKind.Promote => "promote",
            DecisionKind.RollBack => "rollback",
            _ => "hold",
        };
        foreach (string verdict in entry.Sentences.SkipLast(1))
            Print(time.GetUtcNow(), "verdict", "", verdict);
        Print(time.GetUtcNow(), kind, "", entry.Sentences[^1]);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        Print(at, message.Severity == Severity.Note ? "note" : message.Severity == Severity.Warning ? "warning" : "error", message.Id, message.Text);
        return ValueTask.CompletedTask;
    }

    /// <summary>Prints a line.</summary>
    public void Print(DateTimeOffset at, string kind, string id, string text)
    {
        string when = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string named = rollout.Length == 0 ? "" : isJson ? $"\"rollout\":\"{rollout}\"," : $"{rollout}: ";
        string line = isJson
            ? $"{{\"at\":\"{when}\",{named}\"kind\":\"{kind}\",\"id\":\"{id}\",\"text\":{JsonSerializer.Serialize(text)}}}"
            : $"{when}  {kind,-8}  {named}{(id.Length == 0 ? "" : $"{id} · ")}{text}";
        lock (_gate)
            StoryPrinter.Print(line);
    }
}
