using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Driving;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Standings;

/// <summary>A standing as JSON: shares from 0 to 1, times as ISO 8601; what is not known is null.</summary>
public static class StatusJson
{
    /// <summary>A status.</summary>
    public static JsonObject Of(LiveStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new JsonObject
        {
            ["at"] = Time(status.At),
            ["rollout"] = status.Standing is { } standing ? Of(standing) : null,
            ["record"] = Words(status.Record),
            ["problem"] = Words(status.Problem),
            ["target"] = Of(status.Target),
            ["lease"] = status.Lease is not { } lease ? null : new JsonObject
            {
                ["holder"] = lease.Name,
                ["renewedAt"] = Time(lease.RenewedAt),
                ["lastsSeconds"] = lease.Lasts.TotalSeconds,
                ["hasRunOut"] = lease.HasRunOut(status.At),
            },
            ["leaseProblem"] = Words(status.LeaseProblem),
        };
    }

    /// <summary>A rollout's standing.</summary>
    public static JsonObject Of(LiveStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return new JsonObject
        {
            ["rollout"] = standing.Rollout,
            ["at"] = Time(standing.At),
            ["outcome"] = OutcomeWord(standing.Outcome),
            ["weightAsked"] = Share(standing.Asked),
            ["weightSeen"] = standing.Target is { Problem.Length: 0 } target ? target.Weight.Share : null,
            ["weightRouted"] = standing.Target is { Problem.Length: 0 } routed ? Share(routed.Routed) : null,
            ["isRouted"] = standing.IsRouted,
            ["step"] = standing.LastDecision?.Step,
            ["decision"] = standing.LastDecision?.Kind.ToString(),
            ["reason"] = standing.LastDecision?.Reason.ToString(),
            ["lookedAt"] = Time(standing.LookedAt),
            ["verdicts"] = new JsonArray([.. standing.Sentences.Select(sentence => JsonValue.Create(sentence))]),
            ["nextAt"] = Time(standing.NextAt),
            ["open"] = new JsonArray([.. standing.Open.Select(open => JsonValue.Create(open))]),
            ["isEdited"] = standing.IsEdited,
            ["isRecorded"] = standing.IsRecorded,
        };
    }

    /// <summary>An outcome in one word.</summary>
    internal static string OutcomeWord(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Open => "open",
        RolloutOutcome.Promoted => "promoted",
        RolloutOutcome.RolledBackOnEvidence => "rolledBackOnEvidence",
        RolloutOutcome.RolledBackOnOrder => "rolledBackOnOrder",
        _ => "rolledBackForWantOfEvidence",
    };

    private static JsonObject Of(TrafficReading target) => target.Problem.Length > 0
        ? new JsonObject { ["problem"] = target.Problem }
        : new JsonObject
        {
            ["weight"] = target.Weight.Share,
            ["routed"] = Share(target.Routed),
            ["isMirroring"] = target.IsMirroring,
            ["baselinePods"] = Of(target.Baseline),
            ["canaryPods"] = Of(target.Canary),
            ["lastChange"] = Words(target.LastChange),
            ["otherDriver"] = Words(target.OtherDriver),
            ["notes"] = new JsonArray([.. target.Notes.Select(note => JsonValue.Create(note))]),
        };

    private static JsonObject Of(WorkloadCount count) => new() { ["ready"] = count.Available, ["wanted"] = count.Desired };

    private static JsonValue? Words(string text) => text.Length == 0 ? null : JsonValue.Create(text);

    private static JsonValue? Share(TrafficWeight? weight) => weight is { } known ? JsonValue.Create(known.Share) : null;

    private static JsonValue? Time(DateTimeOffset? at) =>
        at is { } known ? JsonValue.Create(known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)) : null;
}
