using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Rules;

/// <summary>An alert that changed its state at an evaluation.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Labels">What tells the alert from the others of the rule, <c>alertname</c> among them.</param>
/// <param name="From">The state before: inactive, pending or firing.</param>
/// <param name="To">The state after. Pending is skipped when <c>for</c> is 0.</param>
/// <param name="Value">The value of the expression; the last one when it yields nothing any more.</param>
/// <param name="Timestamp">The moment of the evaluation, in milliseconds.</param>
/// <param name="ActiveAt">Since when it is or was active, in milliseconds.</param>
public readonly record struct AlertTransition(
    Rule.Alerting Rule, Labels Labels, AlertState From, AlertState To, double Value, long Timestamp, long ActiveAt);
