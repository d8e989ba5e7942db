using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Coalmine.Live.Driving;
using Coalmine.Live.Observing;
using Coalmine.Live.Operating.Standings;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Operating.Telemetry;

/// <summary>
/// The metrics of a process that follows rollouts, for one or several, each with the label <c>rollout</c>: the name of its file of kind Follow. Gauges are
/// read from the rollouts' standings when somebody asks; counters are counted as things happen.
/// </summary>
public sealed class FollowTelemetry : IShown, IDisposable
{
    private readonly List<Watched> _watched = [];
    private readonly MetricsText _text;
    private readonly Counter<long> _looks;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _messages;

    /// <summary>Makes the instruments.</summary>
    /// <param name="time">Where time comes from.</param>
    public FollowTelemetry(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Meter = new Meter(LiveTelemetry.MeterName);
        _text = new MetricsText(Meter);
        _looks = Meter.CreateCounter<long>("coalmine_follow_looks", null, "Looks at the evidence, each with a verdict on every check.");
        _decisions = Meter.CreateCounter<long>("coalmine_follow_decisions", null, "What the policy would have done, by kind.");
        _messages = Meter.CreateCounter<long>("coalmine_follow_messages", null, "Messages to people, by severity.");
        Gauge("coalmine_follow_up", "1 while the rollout's object is followed or waited for.", _ => 1);
        Gauge("coalmine_follow_open", "Whether a rollout is under way.", standing => standing.IsOpen ? 1 : 0);
        Gauge("coalmine_follow_hindered", "Whether something hinders judging; 1 as well while nothing is rolled out.", s => s.Problem.Length > 0 ? 1 : 0);
        Gauge("coalmine_follow_unrecorded", "Whether steps wait to be written to the journal.", standing => standing.IsRecorded ? 0 : 1);
        Gauge("coalmine_follow_weight_ratio", "The canary's share at which evidence is gathered.", standing => standing.Weight?.Share);
        Gauge("coalmine_follow_last_turn_timestamp_seconds", "When the object was last looked at.", standing => Seconds(standing.At));
        Gauge("coalmine_follow_last_look_timestamp_seconds", "When the evidence was last looked at.", standing => Seconds(standing.LookedAt));
        Gauge("coalmine_follow_next_look_timestamp_seconds", "When the evidence is looked at next.", standing => Seconds(standing.NextAt));
        Gauge("coalmine_follow_evidence_age_seconds", "Age of the last look at the evidence.", s => (time.GetUtcNow() - s.LookedAt)?.TotalSeconds);
        Gauge(
            "coalmine_follow_evidence_usable", "Whether the last look is recent enough to let a rollout go on.", s => s.GoodUntil >= time.GetUtcNow() ? 1 : 0);
    }

    /// <inheritdoc/>
    public object? Turn => string.Join(' ', _watched.Select(one => Standing(one).At?.UtcTicks));

    /// <inheritdoc/>
    /// <remarks>One journal that cannot be written makes only its own rollout hold, which an answer says better than no answer does.</remarks>
    public string NotReady => "";

    /// <summary>The meter, for instruments beside these.</summary>
    internal Meter Meter { get; }

    /// <summary>Adds a rollout.</summary>
    /// <param name="name">The file's name for what is rolled out.</param>
    /// <returns>Who is to be told what happens to it, and how it stands.</returns>
    public Watched Watch(string name)
    {
        Watched watched = new(this, name);
        _watched.Add(watched);
        return watched;
    }

    /// <inheritdoc/>
    public string Write() => _text.Write();

    /// <inheritdoc/>
    public JsonObject Status()
    {
        JsonObject status = [];
        foreach (Watched one in _watched)
            status[one.Name] = FollowStatus.Of(Standing(one));
        return status;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _text.Dispose();
        Meter.Dispose();
    }

    private static FollowStanding Standing(Watched watched) => watched.Standing();

    private static double? Seconds(DateTimeOffset? at) => at is { } known ? known.ToUnixTimeMilliseconds() / 1000.0 : null;

    private void Gauge(string name, string about, Func<FollowStanding, double?> value) => Meter.CreateObservableGauge<double>(
        name,
        () => from one in _watched let known = value(Standing(one)) where known is not null select new Measurement<double>(known.Value, one.Label),
        null,
        about);

    /// <summary>One rollout.</summary>
    public sealed class Watched : IRolloutWitness
    {
        private readonly FollowTelemetry _telemetry;

        internal Watched(FollowTelemetry telemetry, string name)
        {
            (_telemetry, Name, Label) = (telemetry, name, new("rollout", name));

            // A counter that appears with its first event hides it from `rate`.
            telemetry._looks.Add(0, Label);
            foreach (DecisionKind kind in LiveTelemetry.Decisions)
                telemetry._decisions.Add(0, Label, LiveTelemetry.Kind(kind));
            foreach (Severity severity in LiveTelemetry.Severities)
                telemetry._messages.Add(0, Label, LiveTelemetry.Level(severity));
        }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>How it stands.</summary>
        public Func<FollowStanding> Standing { get; set; } = () => new FollowStanding();

        internal KeyValuePair<string, object?> Label { get; }

        /// <inheritdoc/>
        public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation)
        {
            ArgumentNullException.ThrowIfNull(entry);
            if (entry.Sentences.Length > 1)
                _telemetry._looks.Add(1, Label);
            if (entry.Decision.Kind != DecisionKind.None)
                _telemetry._decisions.Add(1, Label, LiveTelemetry.Kind(entry.Decision.Kind));
            return ValueTask.CompletedTask;
        }

        /// <inheritdoc/>
        public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation)
        {
            _telemetry._messages.Add(1, Label, LiveTelemetry.Level(message.Severity));
            return ValueTask.CompletedTask;
        }
    }
}
