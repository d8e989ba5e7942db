using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Live.Driving;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Operating.Standings;

/// <summary>A status in words, a line a thing.</summary>
public static class StatusText
{
    private const int LabelWidth = 11;

    /// <summary>The lines.</summary>
    /// <param name="status">The status.</param>
    /// <param name="name">What is rolled out.</param>
    public static ImmutableArray<string> Of(LiveStatus status, string name)
    {
        ArgumentNullException.ThrowIfNull(status);
        List<string> lines = [];
        if (status.Standing is { } standing)
            AddRollout(lines, standing, status);
        else
            lines.Add(Line("rollout", status.Problem.Length > 0
                ? $"cannot be told: {status.Problem}"
                : $"none of {name} is under way"));
        AddTarget(lines, status.Target);
        lines.Add(Line("driver", Driver(status)));
        return [.. lines];
    }

    private static void AddRollout(List<string> lines, LiveStanding standing, LiveStatus status)
    {
        string outcome = standing.Outcome switch
        {
            RolloutOutcome.Open => "open",
            RolloutOutcome.Promoted => "promoted",
            RolloutOutcome.RolledBackOnEvidence => "rolled back on evidence",
            RolloutOutcome.RolledBackOnOrder => "rolled back on order",
            _ => "rolled back for want of evidence",
        };
        lines.Add(Line("rollout", $"{standing.Rollout}: {outcome} (by {status.Record}, {Ago(standing.At, status.At)})"));
        if (standing.Asked is { } asked)
            lines.Add(Line("weight", $"{asked} asked for{(standing.IsRouted ? " and routed" : ", not yet seen to be routed")}"));
        if (standing.LastDecision is { } decision)
            lines.Add(Line("step", string.Create(CultureInfo.InvariantCulture, $"{decision.Step + 1}; last decision {decision.Kind} ({decision.Reason})")));
        for (int i = 0; i < standing.Sentences.Length; i++)
            lines.Add(Line(i == 0 ? "evidence" : "", standing.Sentences[i]));
        if (standing.LookedAt is { } looked)
            lines.Add(Line("looked", Ago(looked, status.At)));
        if (standing.NextAt is { } next)
            lines.Add(Line("next", next > status.At ? $"in {Length(next - status.At)}" : $"was due {Length(status.At - next)} ago"));
        foreach (string open in standing.Open)
            lines.Add(Line("pending", open));
    }

    private static void AddTarget(List<string> lines, TrafficReading target)
    {
        if (target.Problem.Length > 0)
        {
            lines.Add(Line("target", target.Problem));
            return;
        }

        string mirrors = target.IsMirroring ? "; mirrors requests" : "";
        string routed = target.Routed is { } known ? $"{known} routed" : "routed share not known";
        lines.Add(Line("target", string.Create(CultureInfo.InvariantCulture,
            $"asks for {target.Weight}, {routed}; pods ready: baseline {Pods(target.Baseline)}, canary {Pods(target.Canary)}{mirrors}")));
        if (target.OtherDriver.Length > 0)
            lines.Add(Line("", $"also steered by {target.OtherDriver}"));
        lines.AddRange(target.Notes.Select(note => Line("", note)));
    }

    private static string Driver(LiveStatus status) => status switch
    {
        { LeaseProblem.Length: > 0 } => $"the lease cannot be read: {status.LeaseProblem}",
        { Lease: null } => "nobody has ever held the lease",
        { Lease: { Name: "" } } => "nobody holds the lease",
        { Lease: { } lease } when lease.HasRunOut(status.At) => $"{lease.Name} held the lease, which has run out ({Ago(lease.RenewedAt, status.At)})",
        { Lease: { } lease } => $"{lease.Name} holds the lease, renewed {Ago(lease.RenewedAt, status.At)}",
    };

    private static string Pods(WorkloadCount count) => string.Create(CultureInfo.InvariantCulture, $"{count.Available} of {count.Desired}");

    private static string Ago(DateTimeOffset? then, DateTimeOffset now) => then switch
    {
        null => "at an unknown time",
        { } known when known > now => "just now",
        { } known => $"{Length(now - known)} ago",
    };

    private static string Length(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalMinutes} min {length.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} h {length.Minutes} min"),
    };

    private static string Line(string label, string text) => (label.PadRight(LabelWidth) + text).TrimEnd();
}
