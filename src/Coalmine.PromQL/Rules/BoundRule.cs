using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>A rule bound to a store, with what it keeps between evaluations.</summary>
internal abstract class BoundRule(RuleGroup group)
{
    private string exceeded = "";

    /// <summary>Why the last evaluation failed; empty when it did not.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Its query, with where the results go.</summary>
    public abstract RuleSlots Slots { get; }

    /// <summary>Alerts that fire after the last evaluation; none of a recording rule.</summary>
    public virtual int Firing => 0;

    /// <summary>Evaluates the rule and writes its series.</summary>
    public void Evaluate(long timestamp, List<AlertTransition> transitions) => Failure = TryEvaluate(timestamp, transitions);

    /// <summary>Forgets everything: the store was reset.</summary>
    public abstract void Reset();

    /// <summary>The reason of a failure, or the empty text.</summary>
    protected abstract string TryEvaluate(long timestamp, List<AlertTransition> transitions);

    /// <summary>The reason when a count is above the group's limit.</summary>
    protected string Exceeds(int count)
    {
        if (group.Limit <= 0 || count <= group.Limit)
            return "";
        return exceeded.Length > 0 ? exceeded : exceeded = PromQLMessages.LimitExceeded(group.Limit);
    }

    /// <summary>Binds a rule of a group.</summary>
    public static BoundRule Of(RuleGroup group, Rule rule, SeriesStore store) => rule switch
    {
        Rule.Recording recording => new BoundRecording(group, recording, store),
        Rule.Alerting alerting => new BoundAlerting(group, alerting, store),
        _ => throw new InvalidOperationException($"No such rule: {rule}."),
    };
}
