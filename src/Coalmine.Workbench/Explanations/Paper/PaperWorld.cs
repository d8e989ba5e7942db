using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>A world without chance, for a schedule: pods start in a given time, queries answer the same for ever, hooks answer at once.</summary>
/// <param name="BaselinePods">Pods of the baseline at the beginning.</param>
/// <param name="Answer">What a query is answered, by its place in the measurement plan.</param>
internal sealed record PaperWorld(int BaselinePods, Func<int, QueryAnswer> Answer)
{
    /// <summary>How long a pod takes to start.</summary>
    public TimeSpan PodStart { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What a hook answers, by its name.</summary>
    public Func<string, bool> Accepts { get; init; } = _ => true;

    /// <summary>When the paper ends: what is open then stays open.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(2);

    /// <summary>
    /// What a measurement brings at a moment, by the place of its query (-1 for all of the plan); nothing where queries answer the same for ever.
    /// </summary>
    public Func<int, Moment, Measurements>? Measures { get; init; }

    /// <summary>Is told every step; nobody unless given.</summary>
    public PaperFollower? Follows { get; init; }
}
