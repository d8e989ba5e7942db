namespace Coalmine.PromQL.Rules;

/// <summary>Rules that are evaluated together and in order, a later one seeing what an earlier one wrote (rules/group.go of Prometheus 3.14).</summary>
/// <param name="Name">The group's name.</param>
/// <param name="IntervalMilliseconds">How often it is evaluated; above 0. Who evaluates it keeps the time.</param>
/// <param name="Rules">Its rules.</param>
public sealed record RuleGroup(string Name, long IntervalMilliseconds, IReadOnlyList<Rule> Rules)
{
    /// <summary>How much earlier than the moment of evaluation it looks and writes, in milliseconds; 0 by default.</summary>
    public long QueryOffsetMilliseconds { get; init; }

    /// <summary>A rule that yields more elements fails, and its alerts are forgotten; 0 is no limit.</summary>
    public int Limit { get; init; }

    /// <summary>How far before the moment of evaluation its rules look, in milliseconds: for the retention of the store.</summary>
    public long ReachMilliseconds => QueryOffsetMilliseconds + Rules.Select(rule => rule.Query.ReachMilliseconds).DefaultIfEmpty().Max();
}
