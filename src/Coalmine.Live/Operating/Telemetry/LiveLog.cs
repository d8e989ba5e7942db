using Coalmine.Live.Driving;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coalmine.Live.Operating.Telemetry;

/// <summary>
/// Writes what a rollout does as structured logs, a JSON object a line on the error stream, with the name of what is rolled out as scope. Events: 3390 a
/// decision, 3391 a verdict, 3392 to 3394 a note, a warning, an error, whose own id is the property <c>Id</c>. What it is given holds no credentials:
/// clients leave them out of every text.
/// </summary>
public sealed partial class LiveLog : IRolloutWitness, IDisposable
{
    private readonly ServiceProvider? _owned;
    private readonly ILogger _log;
    private readonly KeyValuePair<string, object?>[] _scope;

    /// <summary>Writes to a logger.</summary>
    /// <param name="log">The logger.</param>
    /// <param name="rollout">The name of what is rolled out.</param>
    public LiveLog(ILogger log, string rollout)
    {
        _log = log;
        _scope = [new("Rollout", rollout)];
    }

    private LiveLog(ServiceProvider owned, string rollout)
        : this(owned.GetRequiredService<ILoggerFactory>().CreateLogger("Coalmine.Live"), rollout) => _owned = owned;

    /// <summary>Writes to the error stream.</summary>
    /// <param name="rollout">The name of what is rolled out.</param>
    public static LiveLog ToErrorStream(string rollout) => new(
        new ServiceCollection().AddLogging(logging => logging
            .AddJsonConsole(form =>
            {
                form.IncludeScopes = true;
                form.UseUtcTimestamp = true;
                form.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            })
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)).BuildServiceProvider(),
        rollout);

    /// <inheritdoc/>
    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Decision.Kind == DecisionKind.None)
            return ValueTask.CompletedTask;
        using IDisposable? scope = _log.BeginScope(_scope);
        foreach (string verdict in entry.Sentences.SkipLast(1))
            Verdict(number, verdict);
        Decision(number, entry.Decision.Kind, entry.Decision.Reason, entry.Decision.Step, entry.Sentences[^1]);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        using IDisposable? scope = _log.BeginScope(_scope);
        switch (message.Severity)
        {
            case Severity.Note:
                Note(message.Id, message.Text);
                break;
            case Severity.Warning:
                Warning(message.Id, message.Text);
                break;
            default:
                Error(message.Id, message.Text);
                break;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Writes what still waits.</summary>
    public void Dispose() => _owned?.Dispose();

    [LoggerMessage(3390, LogLevel.Information, "{Sentence} (entry {Entry}: {Kind}, {Reason}, step {Step})")]
    private partial void Decision(long entry, DecisionKind kind, DecisionReason reason, int step, string sentence);

    [LoggerMessage(3391, LogLevel.Information, "{Sentence} (entry {Entry})")]
    private partial void Verdict(long entry, string sentence);

    [LoggerMessage(3392, LogLevel.Information, "{Id} {Text}")]
    private partial void Note(string id, string text);

    [LoggerMessage(3393, LogLevel.Warning, "{Id} {Text}")]
    private partial void Warning(string id, string text);

    [LoggerMessage(3394, LogLevel.Error, "{Id} {Text}")]
    private partial void Error(string id, string text);
}
