using System.Globalization;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Explanations.Paper;
using Coalmine.Workbench.Explanations.Schedules;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>How a schedule ends, in words.</summary>
internal static class ScheduleWords
{
    /// <summary>How long a pod takes to start on paper.</summary>
    public const string PodStart = "20s";

    /// <summary>What is said where a pause without an end is passed over.</summary>
    public const string ResumedAtOnce = "pauses without an end are resumed at once here";

    /// <summary>What is said where a schedule begins with the tick that notices the revision.</summary>
    public const string FromTheTick = "times count from the tick that notices the revision, up to an interval after it was pushed";

    /// <summary>The same, where weights are shares of some requests and nobody said how many these are.</summary>
    public const string OfThoseThatMatch = "weights and requests are those that match; " + FromTheTick;

    /// <summary>The schedule of a rollout on paper.</summary>
    public static Schedule Of(PaperRollout paper, bool passes, string remark) => new(passes, paper.Rows)
    {
        Outcome = paper.Outcome,
        Seconds = paper.Seconds,
        CanaryShare = paper.CanaryShare,
        Ending = Ending(paper.Outcome, paper.Seconds, paper.CanaryShare, paper.WaitsForSomebody) + (remark.Length > 0 ? $" ({remark})" : ""),
    };

    /// <summary>The end in one sentence.</summary>
    public static string Ending(RolloutOutcome outcome, double seconds, double share, bool waits)
    {
        string when = Figures.Clock(seconds);
        string served = string.Create(
            CultureInfo.InvariantCulture, $"by then the canary has got {Figures.Percent(share)} % of all requests, as many as come in "
                + $"{Figures.Length(share * seconds)}");
        return outcome switch
        {
            RolloutOutcome.Promoted => $"promoted at {when} at the earliest; {served}",
            RolloutOutcome.Open => waits ? $"waits for somebody from {when} on; {served}" : $"never ends; nothing changes after {when}; {served}",
            _ => $"rolled back at {when} at the earliest; {served}",
        };
    }
}
