namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// One question a schedule asks at every look: the rule, and how evidence for it comes in. Events are bad (errors, wrong answers, slow answers).
/// </summary>
/// <param name="Name">What answers call it.</param>
/// <param name="Rule">How it is judged.</param>
public sealed record ScheduledCheck(string Name, CheckRule Rule)
{
    private readonly double labelShare = 1;

    /// <summary>The part of requests whose outcome ever becomes known, in (0, 1].</summary>
    public double LabelShare
    {
        get => labelShare;
        init => labelShare = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The share of requests with a label must lie in (0, 1].");
    }

    /// <summary>When it becomes known.</summary>
    public LabelDelay Delay { get; init; } = LabelDelay.None.Delay;

    /// <summary>Canary trials of a stage before the stage may be left.</summary>
    public double MinimumTrials { get; init; }

    /// <summary>Events of both arms before the first look counts; what came earlier is looked at then, at once.</summary>
    public double FirstEvents { get; init; }
}
