using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>
/// An alerting rule bound to a store: the state machine of rules/alerting.go of Prometheus 3.14. Missing data equals false: one empty evaluation forgets a
/// pending alert and resolves a firing one.
/// </summary>
internal sealed class BoundAlerting : BoundRule
{
    private const string AlertName = "alertname";
    private const string AlertStateName = "alertstate";

    private readonly Rule.Alerting rule;
    private readonly long offset;
    private readonly RuleSlots slots;
    private readonly OutputSeries pending;
    private readonly OutputSeries firing;
    private readonly OutputSeries since;
    private readonly AlertEntry[] entries;
    private int firingCount;

    public BoundAlerting(RuleGroup group, Rule.Alerting rule, SeriesStore store)
        : base(group)
    {
        this.rule = rule;
        offset = group.QueryOffsetMilliseconds;
        slots = new RuleSlots(rule.Query.Bind(store), element => Relabel(rule, element));
        pending = new OutputSeries(store, Synthetic("ALERTS", "pending"));
        firing = new OutputSeries(store, Synthetic("ALERTS", "firing"));
        since = new OutputSeries(store, Synthetic("ALERTS_FOR_STATE", ""));
        entries = new AlertEntry[slots.Places.Length];
    }

    public override RuleSlots Slots => slots;

    public override int Firing => firingCount;

    public override void Reset()
    {
        firingCount = 0;
        Array.Clear(entries);
        pending.Reset();
        firing.Reset();
        since.Reset();
    }

    protected override string TryEvaluate(long timestamp, List<AlertTransition> transitions)
    {
        string failure = slots.Evaluate(timestamp - offset, PromQLMessages.SameAlertLabels);
        if (failure.Length > 0)
            return failure;
        int active = 0;
        firingCount = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            Step(i, timestamp, transitions);
            active += entries[i].State == AlertState.Inactive ? 0 : 1;
            firingCount += entries[i].State == AlertState.Firing ? 1 : 0;
        }

        failure = Exceeds(active);
        if (failure.Length > 0)
        {
            Forget(timestamp, transitions);
            return failure;
        }

        Write(timestamp - offset);
        return "";
    }

    private void Step(int place, long timestamp, List<AlertTransition> transitions)
    {
        ref var entry = ref entries[place];
        var before = entry.State;
        if (slots.IsTaken[place])
        {
            if (before == AlertState.Inactive)
                entry = new AlertEntry { State = AlertState.Pending, ActiveAt = timestamp };
            entry.Value = slots.Values[place];
            entry.KeptSince = AlertEntry.Never;
            if (entry.State == AlertState.Pending && timestamp - entry.ActiveAt >= rule.ForMilliseconds)
                entry.State = AlertState.Firing;
        }
        else if (before != AlertState.Inactive && !IsKept(ref entry, timestamp))
        {
            entry.State = AlertState.Inactive;
        }

        if (entry.State != before)
            transitions.Add(Transition(place, before, timestamp));
    }

    private bool IsKept(ref AlertEntry entry, long timestamp)
    {
        if (entry.State != AlertState.Firing || rule.KeepFiringForMilliseconds <= 0)
            return false;
        if (entry.KeptSince == AlertEntry.Never)
            entry.KeptSince = timestamp;
        return timestamp - entry.KeptSince < rule.KeepFiringForMilliseconds;
    }

    private AlertTransition Transition(int place, AlertState before, long timestamp)
    {
        ref readonly var entry = ref entries[place];
        var after = entry.State == AlertState.Inactive && before == AlertState.Firing ? AlertState.Resolved : entry.State;
        return new AlertTransition(rule, slots.Places[place], before, after, entry.Value, timestamp, entry.ActiveAt);
    }

    /// <summary>Beyond the limit Prometheus forgets all alerts of the rule, and does not even send them as resolved.</summary>
    private void Forget(long timestamp, List<AlertTransition> transitions)
    {
        transitions.RemoveAll(transition => ReferenceEquals(transition.Rule, rule) && transition.Timestamp == timestamp);
        Array.Clear(entries);
        firingCount = 0;
    }

    private void Write(long moment)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            if (entry.State == AlertState.Inactive)
                continue;
            (entry.State == AlertState.Firing ? firing : pending).Write(i, moment, 1);
            since.Write(i, moment, Math.Floor(entry.ActiveAt / 1000.0));
        }

        pending.Finish(moment);
        firing.Finish(moment);
        since.Finish(moment);
    }

    private Labels[] Synthetic(string name, string state) =>
        [.. slots.Places.Select(labels => labels.With(Labels.MetricName, name).With(AlertStateName, state.Length > 0 ? state : labels[AlertStateName]))];

    private static Labels Relabel(Rule.Alerting rule, Labels element)
    {
        var labels = element.Without(Labels.MetricName);
        foreach (var label in rule.Labels)
            labels = labels.With(label.Name, label.Value.Expand(element));
        return labels.With(AlertName, rule.Name);
    }
}
