using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Coalmine.Live.Driving;
using Coalmine.Live.Operating.Standings;
using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Operating.Telemetry;

/// <summary>
/// The driver's own metrics (meter <c>Coalmine.Live</c>), all with the label <c>rollout</c>: the name of the file of kind Live, not of one rollout, so that
/// alerts outlive it. Gauges are read from the rollout's standing when somebody asks; counters are counted as things happen.
/// </summary>
public sealed class LiveTelemetry : IRolloutWitness, IShown, IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Coalmine.Live";

    internal static readonly DecisionKind[] Decisions =
        [DecisionKind.Hold, DecisionKind.Advance, DecisionKind.Pause, DecisionKind.Promote, DecisionKind.RollBack];
    internal static readonly Severity[] Severities = [Severity.Note, Severity.Warning, Severity.Error];

    private readonly Meter _meter = new(MeterName);
    private readonly MetricsText _text;
    private readonly KeyValuePair<string, object?> _name;
    private readonly TimeProvider _time;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _looks;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _writes;
    private readonly Counter<long> _retries;
    private DateTimeOffset? _dataAt;
    private string _lastChange = "";

    /// <summary>Makes the instruments.</summary>
    /// <param name="name">The file's name for what is rolled out.</param>
    /// <param name="time">Where time comes from.</param>
    public LiveTelemetry(string name, TimeProvider time)
    {
        _name = new("rollout", name);
        _time = time;
        _text = new MetricsText(_meter);
        _steps = _meter.CreateCounter<long>("coalmine_live_steps", null, "Steps of the controller: observations taken in.");
        _looks = _meter.CreateCounter<long>("coalmine_live_looks", null, "Looks at the evidence, each with a verdict on every check.");
        _decisions = _meter.CreateCounter<long>("coalmine_live_decisions", null, "Decisions, by kind.");
        _messages = _meter.CreateCounter<long>("coalmine_live_messages", null, "Messages to people, by severity.");
        _writes = _meter.CreateCounter<long>("coalmine_live_writes", null, "Writes to the target, by what became of them.");
        _retries = _meter.CreateCounter<long>("coalmine_live_write_retries", null, "Writes that were tried before.");
        Zero();
        Gauge("coalmine_live_up", "1 while a driver runs.", _ => 1);
        Gauge("coalmine_live_lease_held", "Whether this process may write.", _ => Truth(IsLeaseHeld()));
        Gauge("coalmine_live_weight_asked_ratio", "The canary's share that the plan wants.", standing => standing?.Asked?.Share);
        Gauge("coalmine_live_weight_target_ratio", "The canary's share that the target asks for.", standing => Seen(standing)?.Weight.Share);
        Gauge("coalmine_live_weight_routed_ratio", "The canary's share that the routers are seen to use.", standing => Seen(standing)?.Routed?.Share);
        Gauge("coalmine_live_open", "Whether a rollout is driven that has not ended.", standing => Truth(standing?.Outcome == RolloutOutcome.Open));
        Gauge("coalmine_live_open_changes", "Changes asked for and not known to be done.", standing => standing?.Open.Length ?? 0);
        Gauge("coalmine_live_paused", "Whether the rollout waits for an operator.", standing => Truth(IsPaused(standing)));
        Gauge("coalmine_live_edited", "Whether somebody else has changed the target.", standing => Truth(standing is { IsEdited: true }));
        Gauge("coalmine_live_unrecorded", "Whether steps wait to be written to the journal.", standing => Truth(standing is { IsRecorded: false }));
        Gauge("coalmine_live_rollback_unconfirmed", "Whether the canary was rolled back and may still get traffic.", s => Truth(IsUnconfirmed(s)));
        Gauge("coalmine_live_last_data_timestamp_seconds", "When the last samples came.", _ => Seconds(_dataAt));
        Gauge("coalmine_live_last_look_timestamp_seconds", "When the evidence was last looked at.", standing => Seconds(standing?.LookedAt));
        Gauge("coalmine_live_next_moment_timestamp_seconds", "The next moment that the rollout waits for.", standing => Seconds(standing?.NextAt));
    }

    /// <summary>How the rollout stands; nothing before there is one.</summary>
    public Func<LiveStanding?> Standing { get; set; } = () => null;

    /// <summary>Whether this process may write.</summary>
    public Func<bool> IsLeaseHeld { get; set; } = () => false;

    /// <inheritdoc/>
    public object? Turn => Standing()?.At;

    /// <inheritdoc/>
    public string NotReady => Standing() is { IsRecorded: false } ? "the journal cannot be written" : "";

    /// <inheritdoc/>
    public string Write() => _text.Write();

    /// <inheritdoc/>
    public JsonObject Status() => Standing() is { } standing ? StatusJson.Of(standing) : [];

    /// <inheritdoc/>
    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _steps.Add(1, _name);
        if (entry.Sentences.Length > 1)
            _looks.Add(1, _name);
        if (entry.Decision.Kind != DecisionKind.None)
            _decisions.Add(1, _name, Kind(entry.Decision.Kind));
        if (entry.Observation is { Kind: ObservationKind.MeasurementAnswered, Measurements.Samples.Rows: > 0 })
            _dataAt = _time.GetUtcNow();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
    {
        _messages.Add(1, _name, Level(message.Severity));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    /// <summary>A write has been answered.</summary>
    internal void Wrote(string change, TrafficWrite write)
    {
        _writes.Add(1, _name, Result(write));
        if (change == _lastChange)
            _retries.Add(1, _name);
        _lastChange = change;
    }

    /// <summary>Whether a rollback is not known to have reached the routers.</summary>
    internal static bool IsUnconfirmed(LiveStanding? standing) =>
        standing is { Outcome: not (RolloutOutcome.Open or RolloutOutcome.Promoted) } && Seen(standing)?.Routed is not { Parts: 0 };

    private static TrafficReading? Seen(LiveStanding? standing) => standing?.Target is { Problem.Length: 0 } seen ? seen : null;

    private static bool IsPaused(LiveStanding? standing) => standing is { Outcome: RolloutOutcome.Open, LastDecision.Kind: DecisionKind.Pause };

    private static double Truth(bool value) => value ? 1 : 0;

    private static double? Seconds(DateTimeOffset? at) => at is { } known ? known.ToUnixTimeMilliseconds() / 1000.0 : null;

    internal static KeyValuePair<string, object?> Kind(DecisionKind kind) => new("kind", kind switch
    {
        DecisionKind.Advance => "advance",
        DecisionKind.Pause => "pause",
        DecisionKind.Promote => "promote",
        DecisionKind.RollBack => "rollback",
        _ => "hold",
    });

    internal static KeyValuePair<string, object?> Level(Severity severity) =>
        new("severity", severity == Severity.Error ? "error" : severity == Severity.Warning ? "warning" : "note");

    private static KeyValuePair<string, object?> Result(TrafficWrite write) => new("result", write switch
    {
        TrafficWrite.Applied => "applied",
        TrafficWrite.EditedBySomebodyElse => "edited",
        TrafficWrite.Fenced => "fenced",
        TrafficWrite.Unavailable => "unavailable",
        _ => "refused",
    });

    // A counter that appears with its first event hides it from `rate`.
    private void Zero()
    {
        foreach (Counter<long> counter in new[] { _steps, _looks, _retries })
            counter.Add(0, _name);
        foreach (DecisionKind kind in Decisions)
            _decisions.Add(0, _name, Kind(kind));
        foreach (Severity severity in Severities)
            _messages.Add(0, _name, Level(severity));
        foreach (string result in new[] { "applied", "edited", "fenced", "unavailable", "refused" })
            _writes.Add(0, _name, new KeyValuePair<string, object?>("result", result));
    }

    private void Gauge(string name, string about, Func<LiveStanding?, double?> value) => _meter.CreateObservableGauge<double>(
        name, () => value(Standing()) is { } known ? [new Measurement<double>(known, _name)] : [], null, about);
}
