using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>
/// Groups of rules bound to a store: evaluated at the moments that the caller names, they write recorded series, <c>ALERTS</c> and
/// <c>ALERTS_FOR_STATE</c> back into the store and tell which alerts changed. Everything that depends on labels is worked out at the binding; an
/// evaluation allocates nothing unless a rule fails. Belongs to the thread of its store.
/// </summary>
public sealed class BoundRules
{
    /// <summary>Each round lets one more rule see another's output; rules that feed on themselves with ever new labels never end.</summary>
    private const int MostRounds = 64;

    private readonly SeriesStore store;
    private readonly BoundRule[][] rules;
    private readonly List<AlertTransition> transitions = [];
    private readonly long[] evaluatedAt;

    private BoundRules(SeriesStore store, IReadOnlyList<RuleGroup> groups, BoundRule[][] rules)
    {
        this.store = store;
        this.rules = rules;
        Groups = groups;
        evaluatedAt = new long[groups.Count];
        Array.Fill(evaluatedAt, long.MinValue);
    }

    /// <summary>The groups.</summary>
    public IReadOnlyList<RuleGroup> Groups { get; }

    /// <summary>
    /// Binds groups. The store gains every series that they could write, so that queries are to be bound after this; scraped series are to be added before.
    /// </summary>
    /// <param name="store">The store that they read and write.</param>
    /// <param name="groups">The groups; their queries from <see cref="RuleQuery.Compile"/>.</param>
    /// <exception cref="ArgumentException">A query is none of a rule, or rules feed one another with ever new labels.</exception>
    public static BoundRules Bind(SeriesStore store, IReadOnlyList<RuleGroup> groups)
    {
        foreach (var rule in groups.SelectMany(group => group.Rules))
        {
            if (RuleQuery.Compile(rule.Query.Text, rule.Query.Options) is Evaluation.CompileResult.Refused refused)
                throw new ArgumentException(refused.Error.ToString(), nameof(groups));
        }

        for (int round = 0; round < MostRounds; round++)
        {
            int version = store.Version;
            BoundRule[][] bound = [.. groups.Select(group => group.Rules.Select(rule => BoundRule.Of(group, rule, store)).ToArray())];
            // A rule bound before another added its series would not see them.
            if (store.Version == version)
                return new BoundRules(store, groups, bound);
        }

        throw new ArgumentException(PromQLMessages.EndlessRules, nameof(groups));
    }

    /// <summary>Evaluates the rules of a group in order.</summary>
    /// <param name="group">The number of the group.</param>
    /// <param name="timestamp">The moment, in milliseconds; later than the group's last one.</param>
    /// <returns>The alerts that changed their state; valid until the next evaluation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The moment is not later than the last one.</exception>
    /// <exception cref="InvalidOperationException">The store gained series since the binding, or dropped samples that are needed.</exception>
    public IReadOnlyList<AlertTransition> Evaluate(int group, long timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timestamp, evaluatedAt[group]);
        evaluatedAt[group] = timestamp;
        transitions.Clear();
        foreach (var rule in rules[group])
            rule.Evaluate(timestamp, transitions);
        return transitions;
    }

    /// <summary>Why the last evaluation of a rule failed, in Prometheus's words; empty when it did not.</summary>
    /// <param name="group">The number of the group.</param>
    /// <param name="rule">The number of the rule in it.</param>
    public string FailureOf(int group, int rule) => rules[group][rule].Failure;

    /// <summary>Ids of the series that the rules' selectors name, recorded ones among them; each once, ascending.</summary>
    public IReadOnlyList<int> SelectedSeries => [.. rules.SelectMany(group => group).SelectMany(rule => rule.Slots.SelectedSeries).Distinct().Order()];

    /// <summary>How many different results a rule can have at most; 0 means that it can never record anything, nor any alert of it fire.</summary>
    /// <param name="group">The number of the group.</param>
    /// <param name="rule">The number of the rule in it.</param>
    public int MostElements(int group, int rule) => rules[group][rule].Slots.Places.Length;

    /// <summary>How many alerts of a rule fire after its last evaluation; 0 for a recording rule.</summary>
    /// <param name="group">The number of the group.</param>
    /// <param name="rule">The number of the rule in it.</param>
    public int Firing(int group, int rule) => rules[group][rule].Firing;

    /// <summary>Forgets alerts and samples, the store's included: what stands between two replications.</summary>
    public void Reset()
    {
        store.Reset();
        transitions.Clear();
        Array.Fill(evaluatedAt, long.MinValue);
        foreach (var rule in rules.SelectMany(group => group))
            rule.Reset();
    }
}
