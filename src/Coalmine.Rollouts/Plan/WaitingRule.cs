namespace Coalmine.Rollouts.Plan;

/// <summary>How long to wait for evidence, and what then.</summary>
/// <param name="UpTo">The longest wait; for want of data since the last answer, for inconclusive verdicts in each step beyond its normal end.</param>
/// <param name="Then">What follows.</param>
public sealed record WaitingRule(TimeSpan UpTo, Fallback Then);
