namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// A rule ready to look. What it must remember from look to look, beside the counts, is a few numbers that the caller keeps: the simulation keeps one set a
/// path, the recursion one set a cell of its lattice. Both call the same code.
/// </summary>
internal abstract class LookRule
{
    /// <summary>How many numbers it remembers.</summary>
    public virtual int Memory => 0;

    /// <summary>Whether it looks at the counts of the present stage only.</summary>
    public virtual bool BeginsAnewWithEachStage => false;

    /// <summary>Whether it needs baseline trials.</summary>
    public virtual bool IsRelative => true;

    /// <summary>The canary's share of events, or its rate where there is no baseline, at the edge of what the rule calls harm.</summary>
    public abstract double EventShareAtEdge(double trialShare);

    /// <summary>What is remembered before the first look.</summary>
    public virtual void Begin(Span<double> memory)
    {
    }

    /// <summary>Takes a look's chunk in; not called for a look without evidence.</summary>
    public virtual void Take(in LookCounts counts, Span<double> memory)
    {
    }

    /// <summary>Whether harm is shown.</summary>
    public abstract bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory);

    /// <summary>Whether safety is shown.</summary>
    public virtual bool ShowsSafety(in LookCounts counts, ReadOnlySpan<double> memory) => false;

    /// <summary>Whether the rule has answered "safe" for good: such paths are not looked at again.</summary>
    public virtual bool IsSettled(ReadOnlySpan<double> memory) => false;

    /// <summary>ln of the e-value for harm, for rules that have one: checks are then weighed together; NaN otherwise.</summary>
    public virtual double LogHarm(in LookCounts counts, ReadOnlySpan<double> memory) => double.NaN;
}
