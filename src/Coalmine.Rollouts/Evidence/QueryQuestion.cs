namespace Coalmine.Rollouts.Evidence;

/// <summary>
/// What a point check asks the metrics pipeline. Closed. The usual questions are put into words by the platform (its metric and label names), a written query
/// is taken as it stands.
/// </summary>
public abstract record QueryQuestion
{
    private QueryQuestion()
    {
    }

    /// <summary>The usual query of a metric over a window.</summary>
    /// <param name="Metric">The metric.</param>
    /// <param name="Window">The range of <c>rate</c>.</param>
    public sealed record Usual(Checks.Metric Metric, TimeSpan Window) : QueryQuestion;

    /// <summary>A query that the policy writes out.</summary>
    /// <param name="Text">PromQL with <c>$arm</c> for the arm's name.</param>
    public sealed record Written(string Text) : QueryQuestion;

    /// <summary>A query of a manifest. It says itself whom it asks about; whoever runs the rollout has bound it before.</summary>
    /// <param name="Text">PromQL.</param>
    public sealed record Foreign(string Text) : QueryQuestion;
}
